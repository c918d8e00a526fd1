package dev.legwork.workflow.execution;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * The one timer of a trade. A timer that runs and is due early enough is kept, so that waiting
 * again after each event writes nothing into the history.
 */
final class Alarm {
  private CancellationScope scope;
  private Promise<Void> timer;
  private Instant due;

  /** Makes sure that a timer is due then, or earlier. */
  void setFor(Instant until, Instant now, String summary) {
    if (isRunning() && !due.isAfter(until)) {
      return;
    }
    cancel();
    due = until;
    Duration wait = Duration.between(now, until);
    scope =
        Workflow.newCancellationScope(
            () ->
                timer =
                    Workflow.newTimer(wait, TimerOptions.newBuilder().setSummary(summary).build()));
    scope.run();
  }

  boolean isRunning() {
    return timer != null && !timer.isCompleted();
  }

  private void cancel() {
    if (isRunning()) {
      scope.cancel();
    }
  }
}
