/**
 * Executions over REST: starting them once and only once, and telling what became of them. The
 * ledger is asked first; what it does not know yet is told from the workflow's start event.
 */
package dev.legwork.api.execution;
