package dev.legwork.desk.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract's trading hours as TWS tells them, days separated by semicolons: {@code
 * 20140606:0930-20140606:1600;20140607:CLOSED}; also with several sessions a day separated by
 * commas, and in the older form {@code 20140606:0930-1600}.
 *
 * @param days that are told about, closed ones included
 * @param sessions from, inclusive, until, exclusive
 */
public record OpeningTimes(ZoneId zone, List<LocalDate> days, List<Session> sessions) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HHmm");
  private static final String CLOSED = "CLOSED";

  /** Java's short names, but those that it takes for times without summer have it at TWS. */
  private static final Map<String, String> ZONES = zones();

  /** A time of trading, by the venue's clock. */
  public record Session(LocalDateTime from, LocalDateTime until) {}

  public OpeningTimes {
    days = List.copyOf(days);
    sessions = List.copyOf(sessions);
  }

  private static Map<String, String> zones() {
    Map<String, String> zones = new HashMap<>(ZoneId.SHORT_IDS);
    zones.put("EST", "America/New_York");
    zones.put("MST", "America/Denver");
    return Map.copyOf(zones);
  }

  /** Reads them; empty for a text or a zone that cannot be read, which tells nothing. */
  public static Optional<OpeningTimes> parse(String zoneId, String text) {
    try {
      ZoneId zone = ZoneId.of(zoneId.trim().split(" ")[0], ZONES);
      List<LocalDate> days = new ArrayList<>();
      List<Session> sessions = new ArrayList<>();
      for (String day : text.split(";")) {
        if (!day.isBlank()) {
          readDay(day.trim(), days, sessions);
        }
      }
      return days.isEmpty()
          ? Optional.empty()
          : Optional.of(new OpeningTimes(zone, days, sessions));
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static void readDay(String text, List<LocalDate> days, List<Session> sessions) {
    LocalDate day = LocalDate.parse(text.substring(0, 8), DAY);
    String rest = text.substring(9);
    if (!rest.equals(CLOSED)) {
      for (String part : rest.split(",")) {
        sessions.add(session(day, part));
      }
    }
    days.add(day);
  }

  private static Session session(LocalDate day, String text) {
    String[] ends = text.split("-");
    LocalDateTime from = moment(day, ends[0]);
    LocalDateTime until = moment(day, ends[1]);
    return new Session(from, until.isAfter(from) ? until : until.plusDays(1));
  }

  private static LocalDateTime moment(LocalDate day, String text) {
    int colon = text.indexOf(':');
    LocalDate date = colon < 0 ? day : LocalDate.parse(text.substring(0, colon), DAY);
    return date.atTime(LocalTime.parse(text.substring(colon + 1), MINUTE));
  }

  /** Whether they tell about the venue's day at this moment. */
  public boolean tellOf(Instant at) {
    return days.contains(local(at).toLocalDate());
  }

  /**
   * Whether the venue is closed at this moment; false where the hours tell nothing about its day.
   */
  public boolean isClosed(Instant at) {
    LocalDateTime local = local(at);
    return tellOf(at)
        && sessions.stream().noneMatch(s -> !local.isBefore(s.from()) && local.isBefore(s.until()));
  }

  /** The venue's clock at this moment. */
  public LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }
}
