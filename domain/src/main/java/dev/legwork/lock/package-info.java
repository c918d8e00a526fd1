/**
 * The account's lock as a pure state machine: one holder at a time, first come first served, and a
 * token that only ever grows.
 *
 * <p>{@link dev.legwork.lock.LockBook} decides; a workflow keeps it alive, grants to waiters by
 * signal and asks after holders whose lease has run out. The token is the real guard: the ledger
 * refuses opening orders under an older one.
 */
package dev.legwork.lock;
