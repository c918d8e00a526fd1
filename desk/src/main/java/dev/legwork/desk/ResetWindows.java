package dev.legwork.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When no trade is begun: the broker's and the gateway's own resets. Trades that are open are
 * supervised, cancelled and unwound all the same.
 *
 * @param margin how long before each window the orders of a trade must have expired
 */
public record ResetWindows(List<ResetWindow> windows, Duration margin) {
  public ResetWindows {
    windows = List.copyOf(windows);
    if (margin.isNegative()) {
      throw new IllegalArgumentException("the margin before a reset window is not negative");
    }
  }

  /** None at all. */
  public static ResetWindows none() {
    return new ResetWindows(List.of(), Duration.ZERO);
  }

  /**
   * The window that something would touch, or the margin before it, that lasts so long from now.
   */
  Optional<ResetWindow> touchedBy(Instant now, Duration lasting) {
    Duration before = margin.plus(lasting);
    return windows.stream().filter(window -> window.contains(now, before)).findFirst();
  }
}
