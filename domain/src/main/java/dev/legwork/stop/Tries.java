package dev.legwork.stop;

import java.time.Duration;
import java.time.Instant;

/**
 * Tries in a row that came to nothing.
 *
 * @param again not before then; null before the first
 */
public record Tries(int inARow, Instant again) {
  public static final Tries NONE = new Tries(0, null);

  /** One more, and each time twice the pause. */
  public Tries failed(Instant now, Duration first, Duration longest) {
    Duration pause = first.multipliedBy(1L << Math.min(inARow, 20));
    return new Tries(inARow + 1, now.plus(pause.compareTo(longest) < 0 ? pause : longest));
  }

  public boolean isDue(Instant now) {
    return again == null || !now.isBefore(again);
  }
}
