/**
 * What must survive everything: executions, intents, the broker's events, alerts and reports, in
 * PostgreSQL.
 *
 * <p>{@link dev.legwork.ledger.LedgerDatabase} connects and migrates, {@link
 * dev.legwork.ledger.Ledger} holds the stores. A store takes and gives the trade's own types; every
 * method that writes is one transaction, and repeating it does no harm.
 */
package dev.legwork.ledger;
