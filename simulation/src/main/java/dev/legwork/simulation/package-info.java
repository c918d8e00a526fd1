/**
 * The real saga, desk, codec and venue in one thread, under a virtual clock and a seed: worlds in
 * which everything goes wrong that can, and invariants that have to hold all the same.
 */
package dev.legwork.simulation;
