package dev.legwork.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * An activity of an account's desk met a process that does not run the desk: one that has just lost
 * it and still had a task asked for. The activity did nothing, for certain, and may be tried again
 * at once.
 */
public final class NotHere {
  private static final String TYPE = "NotHere";

  /** Long enough that a process which still polls is not asked a hundred times. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private NotHere() {}

  /** What the activity fails with. Activities that are repeated by themselves are soon again. */
  public static ApplicationFailure because(String why) {
    return ApplicationFailure.newBuilder()
        .setType(TYPE)
        .setMessage(why)
        .setNextRetryDelay(PAUSE)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  /** Whether that is why it failed. */
  public static boolean isTold(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure application
        && application.getType().equals(TYPE);
  }

  /** In a workflow: waits until it is worth trying again. */
  public static void pause() {
    Workflow.sleep(PAUSE);
  }
}
