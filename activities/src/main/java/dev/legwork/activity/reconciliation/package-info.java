/**
 * Reconciliation's activities, and the watches beside the relay that tell people what is exposed,
 * how old the last comparison is, and when a loss is over.
 */
package dev.legwork.activity.reconciliation;
