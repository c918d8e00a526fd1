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
 * @param unwindAttemptTime how long each of them works, and how long to wait before quotes that
 *     carry no limit are asked for again; that is done {@code unwindAttempts} times in a row
 * @param unwindAsksUntold the same where the quotes were not told at all: nobody knows of a price
 *     then, and nobody knows that there is none
 * @param completionAttemptTime how long an order works that is to complete the trade before it is
 *     made anew, worse
 * @param atOnce an order that must not rest (MARKET pricing) and has not ended by itself so long
 *     after its wave is cancelled
 * @param marketPatience so long a trade waits for a market to close what it holds
 * @param quoteMaxAge a side of a quote that was not heard for longer is stale
 */
public record Policy(
    Duration poll,
    Duration unheard,
    Duration resendLeft,
    int unwindAttempts,
    Duration unwindAttemptTime,
    int unwindAsksUntold,
    Duration completionAttemptTime,
    Duration atOnce,
    Duration marketPatience,
    Duration quoteMaxAge) {
  public static final Policy DEFAULT =
      new Policy(
          Duration.ofSeconds(12),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          5,
          Duration.ofSeconds(2),
          15,
          Duration.ofMillis(1_500),
          Duration.ofSeconds(1),
          Duration.ofDays(4),
          Duration.ofSeconds(5));
}
