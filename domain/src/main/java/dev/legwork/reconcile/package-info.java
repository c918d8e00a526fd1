/**
 * The broker's complete account of itself beside the ledger's, and what differs. The broker wins;
 * what is not ours is seen and left alone.
 */
package dev.legwork.reconcile;
