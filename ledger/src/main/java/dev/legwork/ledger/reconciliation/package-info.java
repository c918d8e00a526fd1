/**
 * The broker's account beside ours: runs of the comparison, what they found, and what is known to
 * be other people's. Ages are by the database's clock.
 */
package dev.legwork.ledger.reconciliation;
