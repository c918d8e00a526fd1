/** What was learned of a venue and is good for a while: its contracts, price steps and clock. */
package dev.legwork.ledger.venue;
