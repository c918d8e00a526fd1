package dev.legwork.workflow.reconciliation;

import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The comparison, and what follows from it. */
public final class ReconciliationWorkflowImpl implements ReconciliationWorkflow {
  /** A session that stands polls its queue; whoever waits longer has none. */
  private static final Duration DESK_STARTS_WITHIN = Duration.ofSeconds(2);

  private static final Duration DESK_ANSWERS_WITHIN = Duration.ofSeconds(8);

  private final ReconciliationActivities ledger =
      Workflow.newActivityStub(
          ReconciliationActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(3))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(200))
                      .setMaximumInterval(Duration.ofSeconds(1))
                      .build())
              .build());

  @Override
  public ReconciliationResult reconcile(String account) {
    ReconciliationResult result = compare(account);
    for (ReconciliationResult.Orphan orphan : result.orphans()) {
      ledger.recover(orphan.executionId(), orphan.why());
    }
    return result;
  }

  private ReconciliationResult compare(String account) {
    String id = Workflow.getInfo().getWorkflowId();
    try {
      return compareWhereTheDeskIs(account, id);
    } catch (ActivityFailure noAnswer) {
      String why = "no desk of " + account + " answered: " + reason(noAnswer);
      ledger.failed(account, id, why);
      return ReconciliationResult.failed(account, why);
    }
  }

  /** A process without the desk has done nothing: another one is asked, for a short while. */
  private static ReconciliationResult compareWhereTheDeskIs(String account, String id) {
    long asked = Workflow.currentTimeMillis();
    while (true) {
      try {
        return desk(account).compare(account, id);
      } catch (ActivityFailure failure) {
        long passed = Workflow.currentTimeMillis() - asked;
        if (!NotHere.isTold(failure) || passed > DESK_STARTS_WITHIN.toMillis()) {
          throw failure;
        }
      }
      NotHere.pause();
    }
  }

  /** One attempt: the next run is the next attempt. */
  private static InspectionActivities desk(String account) {
    return Workflow.newActivityStub(
        InspectionActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.broker(account))
            .setScheduleToStartTimeout(DESK_STARTS_WITHIN)
            .setStartToCloseTimeout(DESK_ANSWERS_WITHIN)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  private static String reason(ActivityFailure failure) {
    return failure.getCause() == null ? "" + failure.getMessage() : "" + failure.getCause();
  }
}
