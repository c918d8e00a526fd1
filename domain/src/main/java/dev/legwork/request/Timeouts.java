package dev.legwork.request;

import java.time.Duration;

/**
 * How long a trade may take.
 *
 * @param lock waiting for the account's lock
 * @param total from the first wave's write until what is left is withdrawn
 * @param afterFirstFill from the first execution until what is left is withdrawn
 */
public record Timeouts(Duration lock, Duration total, Duration afterFirstFill) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(5));
}
