package dev.legwork.workflow.scan;

import dev.legwork.scan.ScanPlan;
import dev.legwork.workflow.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.common.VersioningBehavior;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;

/** One look by the desk of the account, begun anew where a worker dies over it. */
public class ScanWorkflowImpl implements ScanWorkflow {
  /** A session of the broker's that stands polls its queue at once. */
  private static final Duration DESK_STARTS_WITHIN = Duration.ofSeconds(5);

  /** A worker that was not heard for so long is dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** Beside the waiting for quotes. */
  private static final Duration CALL = Duration.ofSeconds(5);

  private static final int ATTEMPTS = 5;

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public ScanResult scan(ScanPlan plan) {
    ScanDeskActivities desk =
        Workflow.newActivityStub(
            ScanDeskActivities.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.broker(plan.account()))
                .setScheduleToStartTimeout(DESK_STARTS_WITHIN)
                .setStartToCloseTimeout(plan.atMost().plus(CALL))
                .setHeartbeatTimeout(HEARTBEAT)
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(200))
                        .setMaximumAttempts(ATTEMPTS)
                        .build())
                .setSummary("look at " + plan.summary())
                .build());
    try {
      return desk.look(Workflow.getInfo().getWorkflowId(), plan);
    } catch (ActivityFailure failure) {
      throw isNeverStarted(failure) ? noDesk(plan.account()) : failure;
    }
  }

  private static boolean isNeverStarted(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure late
        && late.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
  }

  private static ApplicationFailure noDesk(String account) {
    return ApplicationFailure.newBuilder()
        .setType(NO_DESK)
        .setMessage("no worker has a session with the broker for account " + account)
        .setNonRetryable(true)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
