package dev.legwork.stop;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How closely a stop is watched, and how patient it is.
 *
 * @param look at the quotes while the venue holds the stop order, or the group is watched
 * @param closeLook at them and at the order once the market is at the trigger
 * @param positions how often the account is asked whether it still holds what is guarded
 * @param proof how often the desk is asked about an order of which nothing was heard
 * @param band how far beyond its trigger a stop's limit is where the request does not say
 * @param mostLost stop orders in a row that may end at the venue without our doing; then we watch
 * @param mostUnsent stop orders in a row that may never reach the venue; then a person is told, and
 *     we watch until one does
 * @param held so long at the venue, and a stop order that ends there is the first of its row
 * @param retry of an exit that found no price
 * @param retryExhausted of an exit that did not close everything inside its collar
 * @param longestRetry however often something was tried in vain beside a stop that stands
 * @param holds a group's market must be at its trigger for so long, at every look: an option's
 *     quote is wide for a moment at times, as after the opening, and nobody trades at it
 * @param doubt the same where only the worst that its quotes leave open is at the trigger
 * @param blindAfter so long without a usable quote a person is told
 */
public record StopPolicy(
    Duration look,
    Duration closeLook,
    Duration positions,
    Duration proof,
    BigDecimal band,
    int mostLost,
    int mostUnsent,
    Duration held,
    Duration retry,
    Duration retryExhausted,
    Duration longestRetry,
    Duration holds,
    Duration doubt,
    Duration blindAfter) {
  public static final StopPolicy DEFAULT =
      new StopPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          new BigDecimal("0.005"),
          3,
          5,
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1));
}
