package dev.legwork.workflow.execution;

import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.workflow.RetryForEver;
import dev.legwork.workflow.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How the desk of an account is called: entering once and soon or not at all, everything that
 * reduces risk for as long as it takes.
 */
final class DeskCalls {
  private static final Duration ENTRY_START = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final String queue;

  DeskCalls(String account) {
    queue = TaskQueues.broker(account);
  }

  /** Enters, once. */
  EntryAnswer enter(EntryPlan plan, String summary) {
    ActivityOptions once =
        options(summary)
            .setScheduleToStartTimeout(ENTRY_START)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build();
    try {
      return Workflow.newActivityStub(DeskActivities.class, once).enter(plan);
    } catch (ActivityFailure failure) {
      return unanswered(failure);
    }
  }

  /** The desk, for what is repeated without end and waits for a worker however long it takes. */
  DeskActivities patiently(String summary) {
    return Workflow.newActivityStub(
        DeskActivities.class, options(summary).setRetryOptions(RetryForEver.options()).build());
  }

  private ActivityOptions.Builder options(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setStartToCloseTimeout(CALL)
        .setSummary(summary);
  }

  /** Only what never started has surely sent nothing. */
  private EntryAnswer unanswered(ActivityFailure failure) {
    if (failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
      return new EntryAnswer.Refused(
          new Reason(
              ReasonCode.GATEWAY_UNAVAILABLE,
              "no worker with a session for it took the entry wave within "
                  + ENTRY_START.toSeconds()
                  + " s ("
                  + queue
                  + ")"));
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new EntryAnswer.Unanswered(String.valueOf(cause.getMessage()));
  }
}
