package dev.legwork.decision;

import java.time.Duration;

/**
 * How patient a trade is where its request does not say.
 *
 * @param poll asks the desk after so long without any event
 * @param unwindAttempts orders in a row that may fail to close a position (order-rules: 5)
 * @param unwindAttemptTime how long each of them works
 */
public record Policy(Duration poll, int unwindAttempts, Duration unwindAttemptTime) {
  public static final Policy DEFAULT = new Policy(Duration.ofSeconds(12), 5, Duration.ofSeconds(2));
}
