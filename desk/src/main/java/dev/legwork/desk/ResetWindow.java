package dev.legwork.desk;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of the week at which the broker resets its servers or the gateway restarts, so that what
 * is sent may vanish without an answer. Wall time of its zone, over changes to summer time.
 *
 * @param days on which it begins
 * @param from when it begins, inclusive
 * @param to when it ends, exclusive; on the next day if it is not after {@code from}
 */
public record ResetWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern TEXT =
      Pattern.compile("(\\S+) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");

  public ResetWindow {
    days = Set.copyOf(days);
    if (days.isEmpty() || from.equals(to)) {
      throw new IllegalArgumentException("a reset window has days, and an end after its begin");
    }
  }

  /**
   * Reads {@code DAYS HH:MM-HH:MM ZONE}, such as {@code SAT-THU 23:45-00:45 America/New_York}; days
   * are {@code DAILY}, or names and ranges joined by {@code +}: {@code MON+WED-FRI}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ResetWindow parse(String text) {
    Matcher match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "not a reset window: '%s'; it is written DAYS HH:MM-HH:MM ZONE, such as 'SAT-THU 23:45-00:45 America/New_York'"
              .formatted(text));
    }
    try {
      return new ResetWindow(
          days(match.group(1)),
          LocalTime.parse(match.group(2)),
          LocalTime.parse(match.group(3)),
          ZoneId.of(match.group(4)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a reset window: '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static Set<DayOfWeek> days(String text) {
    if (text.equalsIgnoreCase("DAILY")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split("\\+", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException("'" + part + "' is no range of days");
      }
      DayOfWeek last = day(ends[ends.length - 1]);
      for (DayOfWeek day = day(ends[0]); day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no day; they are MON to SUN");
  }

  /**
   * @param margin how long before its begin it counts already
   */
  boolean contains(Instant at, Duration margin) {
    LocalDate today = at.atZone(zone).toLocalDate();
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(2))
        .filter(day -> days.contains(day.getDayOfWeek()))
        .anyMatch(day -> isIn(day, at, margin));
  }

  private boolean isIn(LocalDate begins, Instant at, Duration margin) {
    ZonedDateTime begin = begins.atTime(from).atZone(zone);
    ZonedDateTime end = (to.isAfter(from) ? begins : begins.plusDays(1)).atTime(to).atZone(zone);
    return !at.isBefore(begin.toInstant().minus(margin)) && at.isBefore(end.toInstant());
  }

  @Override
  public String toString() {
    return "%s-%s %s".formatted(from, to, zone);
  }
}
