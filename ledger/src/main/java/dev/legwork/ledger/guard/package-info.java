/** The guards' rows: switches that people set, and the facts that openings are judged by. */
package dev.legwork.ledger.guard;
