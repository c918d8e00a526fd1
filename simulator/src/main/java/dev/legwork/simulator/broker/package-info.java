/**
 * The venue's truth: its ledger of orders, fills and accounts, and the brokerage that accepts,
 * matches, ends and corrects orders. Knows nothing of clients or protocols; single-threaded.
 */
package dev.legwork.simulator.broker;
