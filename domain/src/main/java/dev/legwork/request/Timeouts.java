package dev.legwork.request;

import java.time.Duration;

/**
 * How long a trade may take.
 *
 * @param lock waiting for the account's lock
 * @param total from the first wave's write until what is left is withdrawn
 * @param afterFirstFill from the first execution, or from the latest wave if that came later, until
 *     what is left is withdrawn
 * @param limit how long HYBRID pricing works at the quotes before it takes what is left inside the
 *     bound; null with any other pricing
 */
public record Timeouts(Duration lock, Duration total, Duration afterFirstFill, Duration limit) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(5));

  /** What HYBRID pricing takes where the caller does not say. */
  public static final Duration HYBRID_LIMIT = Duration.ofSeconds(3);

  /** Of a trade that is not priced HYBRID. */
  public Timeouts(Duration lock, Duration total, Duration afterFirstFill) {
    this(lock, total, afterFirstFill, null);
  }
}
