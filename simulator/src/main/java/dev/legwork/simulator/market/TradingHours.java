package dev.legwork.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a session of the market ends, and so a DAY order.
 *
 * @param open start of the session, New York time
 * @param close its end; midnight means that the market never closes and the day is the session
 */
public record TradingHours(LocalTime open, LocalTime close) {

  /** The zone of US markets; venue time is spoken in it. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  /** Round the clock: generated and scripted markets. */
  public static final TradingHours ALWAYS =
      new TradingHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /** 09:30 to 16:00, as US stocks and options trade. */
  public static final TradingHours REGULAR =
      new TradingHours(LocalTime.of(9, 30), LocalTime.of(16, 0));

  /** The end of the session that this moment belongs to, or of the next one. */
  public Instant sessionEnd(Instant moment) {
    ZonedDateTime local = moment.atZone(ZONE);
    ZonedDateTime end = local.toLocalDate().atTime(close).atZone(ZONE);
    return (end.isAfter(local) ? end : local.toLocalDate().plusDays(1).atTime(close).atZone(ZONE))
        .toInstant();
  }

  /** Midnight before this moment, where the broker's day begins. */
  public static Instant dayStart(Instant moment) {
    return date(moment).atStartOfDay(ZONE).toInstant();
  }

  /** The date in New York. */
  public static LocalDate date(Instant moment) {
    return moment.atZone(ZONE).toLocalDate();
  }
}
