package dev.legwork.ledger.execution;

import java.util.List;

/**
 * A page of trades, newest first.
 *
 * @param nextCursor opaque, names the next page; null on the last one
 */
public record ExecutionPage(List<StoredExecution> executions, String nextCursor) {
  public ExecutionPage {
    executions = List.copyOf(executions);
  }
}
