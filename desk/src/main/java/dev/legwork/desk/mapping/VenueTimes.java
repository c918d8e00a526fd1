package dev.legwork.desk.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as TWS writes them (tws-protocol.md, section 2). */
public final class VenueTimes {
  private static final DateTimeFormatter UTC_DASH =
      DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss");
  private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss");

  private VenueTimes() {}

  /** {@code yyyyMMdd-HH:mm:ss} in UTC, the next whole second: no order dies early by rounding. */
  public static String goodTill(Instant instant) {
    Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
    Instant second = whole.equals(instant) ? whole : whole.plusSeconds(1);
    return UTC_DASH.format(second.atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads {@code yyyyMMdd HH:mm:ss Zone}, the same without a zone, and {@code yyyyMMdd-HH:mm:ss}
   * (UTC).
   *
   * @param zone of a text that names none
   * @param otherwise what an unreadable text stands for: such times are for people only
   */
  public static Instant parse(String text, ZoneId zone, Instant otherwise) {
    try {
      String[] parts = text.trim().split(" +");
      if (parts.length == 1) {
        return LocalDateTime.parse(parts[0], UTC_DASH).toInstant(ZoneOffset.UTC);
      }
      ZoneId told = parts.length > 2 ? ZoneId.of(parts[2], ZoneId.SHORT_IDS) : zone;
      return LocalDateTime.parse(parts[0] + " " + parts[1], SPACED).atZone(told).toInstant();
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
