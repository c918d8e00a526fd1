/**
 * {@code ./legwork audit}: the invariants' checker over a real ledger and a real gateway, or the
 * simulated gateway's own ledger. It only reads.
 */
package dev.legwork.audit;
