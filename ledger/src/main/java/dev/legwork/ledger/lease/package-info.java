/**
 * Which of several processes runs an account's desk: an advisory lock that ends with its holder's
 * connection, and a row that says whether the holder is alive.
 */
package dev.legwork.ledger.lease;
