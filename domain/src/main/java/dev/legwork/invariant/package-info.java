/**
 * The fifteen invariants of invariants-and-faults.md as code: one checker for the simulation, the
 * process tests, reconciliation and {@code ./legwork audit}.
 *
 * <p>{@link dev.legwork.invariant.Invariants} compares two independent accounts of the same events,
 * the broker's and the ledger's, and says what does not fit, for a person. {@link
 * dev.legwork.invariant.InvariantWatch} follows the venue event by event, for the invariants that
 * hold at every instant.
 */
package dev.legwork.invariant;
