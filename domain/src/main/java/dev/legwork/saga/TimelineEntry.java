package dev.legwork.saga;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One line of a trade's history.
 *
 * <p>All times are of our own clocks. A decision is made by the clock of Temporal; what the desk
 * wrote and what it heard of the venue has the time of that, by the clock of the desk's machine,
 * never later than the trade learned of it. The venue's own time of an execution, which may be of
 * another zone or skewed, is with the execution.
 *
 * @param at when it happened
 * @param event a short upper-case name, e.g. {@code WORKING}, {@code FILL}, {@code DECIDED}
 * @param leg the leg it is about, or null
 * @param detail for people, with the numbers a decision was made from
 * @param heardAt when the trade learned of it, where that was more than a second later (nobody
 *     worked at it, or its machine was killed); else null
 */
public record TimelineEntry(Instant at, String event, String leg, String detail, Instant heardAt) {
  private static final Duration LATE = Duration.ofSeconds(1);

  /** What the trade does itself, or hears at once. */
  public TimelineEntry(Instant at, String event, String leg, String detail) {
    this(at, event, leg, detail, null);
  }

  /** What happened then, by another clock, and is heard of now. */
  static TimelineEntry heard(
      Instant happened, Instant now, String event, String leg, String detail) {
    Instant past = happened.truncatedTo(ChronoUnit.MILLIS);
    Instant at = past.isAfter(now) ? now : past;
    boolean late = Duration.between(at, now).compareTo(LATE) > 0;
    return new TimelineEntry(at, event, leg, detail, late ? now : null);
  }
}
