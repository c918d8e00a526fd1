package dev.legwork.api.execution;

import dev.legwork.api.web.ProblemException;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** Reads how long a caller wants to wait. */
final class Waits {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Waits() {}

  /** Zero for none. */
  static Duration read(String wait) {
    if (wait == null || wait.isBlank()) {
      return Duration.ZERO;
    }
    try {
      Duration duration = DurationStyle.detectAndParse(wait);
      if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // told below
    }
    throw ProblemException.invalid("wait", wait, "must be a time from 0s to 5m, like 20s or PT20S");
  }
}
