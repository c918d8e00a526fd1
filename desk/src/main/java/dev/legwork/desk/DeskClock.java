package dev.legwork.desk;

import java.time.Instant;

/** The only clock of a desk. */
public interface DeskClock {

  /** A monotonic clock, ns; its zero means nothing. All waiting is measured with it. */
  long nanos();

  /** Wall time of this machine: for records, never for waiting. */
  Instant wall();

  /** The clocks of this machine. */
  static DeskClock system() {
    return new DeskClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant wall() {
        return Instant.now();
      }
    };
  }
}
