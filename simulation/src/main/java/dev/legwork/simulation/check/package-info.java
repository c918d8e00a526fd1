/**
 * What the venue and the ledger really did, told to the invariants as it happens and at the end.
 */
package dev.legwork.simulation.check;
