package dev.legwork.workflow.execution;

import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;

/** The trade's rows in the ledger. All may be repeated without harm. */
@ActivityInterface
public interface LedgerActivities {

  /**
   * Reads and checks the request and takes its id for this run.
   *
   * @param input the workflow's argument as bytes; empty when there was none
   * @param startedAt when the workflow was started, by Temporal's clock: the trade is accepted from
   *     then on, however long it waited for a worker
   */
  Registration register(String workflowId, String runId, byte[] input, Instant startedAt);

  /** Makes a state that is no ending visible in lists. */
  void reached(String executionId, TradeState state, long fencingToken);

  void alert(String executionId, String account, Alert alert);

  /** Stores the ending and the report. */
  void finish(String executionId, Ending ending);
}
