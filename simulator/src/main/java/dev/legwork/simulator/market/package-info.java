/**
 * Quotes: the board of what is displayed now, and where quotes come from (generated from a seed,
 * replayed from minute files, or set by a script).
 */
package dev.legwork.simulator.market;
