package dev.legwork.standalone;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition by asking again and again. */
final class Waiting {

  private static final long PAUSE_MILLIS = 50;

  private Waiting() {}

  /**
   * Returns once the condition holds.
   *
   * @param what the condition in words, for the failure's message
   * @throws CannotStart if it does not hold in time
   */
  static void until(String what, Duration patience, BooleanSupplier condition) {
    until(what, patience, condition, () -> "");
  }

  /**
   * Returns once the condition holds.
   *
   * @param seen what there is to see instead when it does not hold in time
   */
  static void until(
      String what, Duration patience, BooleanSupplier condition, Supplier<String> seen) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new CannotStart(
            "waited " + patience.toSeconds() + " s in vain until " + what + seen.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }
}
