/**
 * The broker's events: stored before anybody handles them, each once, with fills and commissions as
 * rows of their own; kept until their workflow took them.
 */
package dev.legwork.ledger.inbox;
