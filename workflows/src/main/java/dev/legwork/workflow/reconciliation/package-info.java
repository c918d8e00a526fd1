/**
 * Reconciliation as a workflow: a Temporal Schedule runs it every few seconds for each account. All
 * that it reads stays in the activities; its history holds a summary.
 */
package dev.legwork.workflow.reconciliation;
