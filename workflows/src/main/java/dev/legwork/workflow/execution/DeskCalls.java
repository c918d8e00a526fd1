package dev.legwork.workflow.execution;

import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.workflow.NotHere;
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

  /**
   * A process that has lost the desk fails one task for each question that it had asked before:
   * five by default, each within less than half a second.
   */
  private static final Duration DESK_FOUND = Duration.ofSeconds(3);

  /** An entry's last byte is written half a second before. */
  private static final Duration CALL = Duration.ofSeconds(5);

  /** One look at a market: its hours and its quotes, each of which may stay out. */
  private static final Duration LOOK = Duration.ofSeconds(20);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final String queue;

  DeskCalls(String account) {
    queue = TaskQueues.broker(account);
  }

  /**
   * Enters, once. A process without the desk does nothing and says so; then another one is asked,
   * for a few seconds.
   */
  EntryAnswer enter(EntryPlan plan, String summary) {
    long asked = Workflow.currentTimeMillis();
    while (true) {
      Duration passed = Duration.ofMillis(Workflow.currentTimeMillis() - asked);
      try {
        return entering(summary, passed).enter(plan);
      } catch (ActivityFailure failure) {
        if (!NotHere.isTold(failure)) {
          return unanswered(failure);
        }
      }
      NotHere.pause();
      if (Workflow.currentTimeMillis() - asked >= DESK_FOUND.toMillis()) {
        return nobodyThere(DESK_FOUND);
      }
    }
  }

  /** One attempt, of what is left of the entry's time: it counts from the first one. */
  private DeskActivities entering(String summary, Duration passed) {
    return Workflow.newActivityStub(
        DeskActivities.class,
        options(summary)
            .setStartToCloseTimeout(CALL.minus(passed))
            .setScheduleToStartTimeout(shorter(ENTRY_START, DESK_FOUND.minus(passed)))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  /** The desk, for what is repeated without end and waits for a worker however long it takes. */
  DeskActivities patiently(String summary) {
    return Workflow.newActivityStub(
        DeskActivities.class, options(summary).setRetryOptions(RetryForEver.options()).build());
  }

  /** The same for a question that may take so long; nobody hears of it for seconds: asked anew. */
  DeskActivities waiting(String summary, Duration within) {
    return Workflow.newActivityStub(
        DeskActivities.class,
        options(summary)
            .setStartToCloseTimeout(within.plus(LOOK))
            .setHeartbeatTimeout(HEARTBEAT)
            .setRetryOptions(RetryForEver.options())
            .build());
  }

  private ActivityOptions.Builder options(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setStartToCloseTimeout(CALL)
        .setSummary(summary);
  }

  /** Only what never started, or did nothing and says so, has surely sent nothing. */
  private EntryAnswer unanswered(ActivityFailure failure) {
    if (failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
      return nobodyThere(ENTRY_START);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new EntryAnswer.Unanswered(String.valueOf(cause.getMessage()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private EntryAnswer nobodyThere(Duration within) {
    return new EntryAnswer.Refused(
        new Reason(
            ReasonCode.GATEWAY_UNAVAILABLE,
            "no worker with a session for it took the entry wave within "
                + within.toSeconds()
                + " s ("
                + queue
                + ")"));
  }
}
