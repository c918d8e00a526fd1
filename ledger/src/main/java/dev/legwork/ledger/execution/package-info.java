/**
 * Trades: registered once for each idempotency key, followed through their states, listed, and read
 * with their orders and fills.
 */
package dev.legwork.ledger.execution;
