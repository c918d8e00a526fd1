package dev.legwork.decision;

import java.time.Duration;

/**
 * How patient a trade is where its request does not say.
 *
 * @param poll asks the desk after so long without any event
 * @param unheard asks the desk after so long about an order of which nothing was ever heard
 * @param resendLeft entry orders that are proven absent are sent again while so much of the trade's
 *     total time is left (order-rules: 5 s)
 * @param unwindAttempts orders in a row that may fail to close a position (order-rules: 5)
 * @param unwindAttemptTime how long each of them works
 */
public record Policy(
    Duration poll,
    Duration unheard,
    Duration resendLeft,
    int unwindAttempts,
    Duration unwindAttemptTime) {
  public static final Policy DEFAULT =
      new Policy(
          Duration.ofSeconds(12),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          5,
          Duration.ofSeconds(2));
}
