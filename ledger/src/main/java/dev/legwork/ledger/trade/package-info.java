/**
 * A trade put together from all its rows: to be shown, to be ended, and to be reported.
 *
 * <p>What is told of it comes from its intents and the broker's events alone, through the domain's
 * book.
 */
package dev.legwork.ledger.trade;
