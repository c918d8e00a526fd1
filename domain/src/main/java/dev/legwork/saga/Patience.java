package dev.legwork.saga;

import java.time.Duration;
import java.time.Instant;

/**
 * Pauses between tries that go on for as long as it takes: short at first, and so long in the end
 * that days of them fit into a workflow's history. Whatever happens meanwhile ends a pause at once.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration IN_THE_FIRST_MINUTE = Duration.ofSeconds(2);
  private static final Duration IN_THE_FIRST_HOUR = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Instant begun;
  private Duration next = FIRST;

  Patience(Instant begun) {
    this.begun = begun;
  }

  /** How long it has been tried. */
  Duration since(Instant now) {
    return Duration.between(begun, now);
  }

  /** Until when to pause now. */
  Instant pause(Instant now) {
    Duration longest = longest(since(now));
    Duration pause = next.compareTo(longest) < 0 ? next : longest;
    next = pause.multipliedBy(2);
    return now.plus(pause);
  }

  private static Duration longest(Duration since) {
    if (since.compareTo(Duration.ofMinutes(1)) < 0) {
      return IN_THE_FIRST_MINUTE;
    }
    return since.compareTo(Duration.ofHours(1)) < 0 ? IN_THE_FIRST_HOUR : LATER;
  }
}
