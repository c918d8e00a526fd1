/** Brings an account's kill switch to its trades and, past them, to its orders. */
package dev.legwork.activity.guard;
