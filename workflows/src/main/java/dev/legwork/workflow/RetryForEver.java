package dev.legwork.workflow;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Retries of what must happen: repeated until it is answered. */
public final class RetryForEver {
  /** Short waits happen inside the worker; longer ones are timers of the workflow. */
  private static final Duration WAITED_IN_THE_WORKER = Duration.ofSeconds(3);

  private RetryForEver() {}

  /** For activities: every 0.2 s at first, then every 2 s. */
  public static RetryOptions options() {
    return retries(Duration.ofSeconds(2)).build();
  }

  /**
   * For local activities: every 0.2 s at first, then every 30 s, since each of the later tries is a
   * part of the workflow's history.
   *
   * <p>The number of attempts has to be given: without one, and without a time in all, the SDK
   * takes a local activity for one that is not to be repeated.
   */
  public static LocalActivityOptions.Builder local(Duration startToClose) {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(startToClose)
        .setLocalRetryThreshold(WAITED_IN_THE_WORKER)
        .setRetryOptions(
            retries(Duration.ofSeconds(30)).setMaximumAttempts(Integer.MAX_VALUE).build());
  }

  private static RetryOptions.Builder retries(Duration longest) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(200))
        .setBackoffCoefficient(2)
        .setMaximumInterval(longest);
  }
}
