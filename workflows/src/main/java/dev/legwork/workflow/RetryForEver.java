package dev.legwork.workflow;

import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Retries of what must happen: repeated until it is answered. */
public final class RetryForEver {
  private RetryForEver() {}

  /** Every 0.2 s at first, then every 2 s. */
  public static RetryOptions options() {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(200))
        .setBackoffCoefficient(2)
        .setMaximumInterval(Duration.ofSeconds(2))
        .setMaximumAttempts(0)
        .build();
  }
}
