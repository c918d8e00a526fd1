/**
 * The workflow that keeps a lock: it grants to one execution at a time, first come first served,
 * and never takes the lock from a holder that may still have orders in the market.
 */
package dev.legwork.workflow.lock;
