/**
 * What many trades have in common: the figures of a day or of any time, as a whole and by strategy
 * and placing mode, what was undone and what that cost, what was refused and why. All of it is a
 * pure function of the trades' reports.
 */
package dev.legwork.statistics;
