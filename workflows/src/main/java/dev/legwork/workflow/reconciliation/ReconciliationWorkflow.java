package dev.legwork.workflow.reconciliation;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Compares one account with the broker, once. The broker wins: executions nobody counted are
 * applied and wake their trades; what differs is recorded; what is foreign is left alone; trades
 * that nobody looks after are handed to their recovery.
 *
 * <p>Workflow id {@code reconcile/<account>-<timestamp>}.
 */
@WorkflowInterface
public interface ReconciliationWorkflow {

  @WorkflowMethod
  ReconciliationResult reconcile(String account);
}
