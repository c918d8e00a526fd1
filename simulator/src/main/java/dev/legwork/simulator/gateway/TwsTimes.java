package dev.legwork.simulator.gateway;

import dev.legwork.simulator.market.TradingHours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Reads times as clients write them. */
final class TwsTimes {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss");
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss");
  private static final int LOCAL_LENGTH = 17;

  private TwsTimes() {}

  /**
   * A moment written {@code yyyyMMdd-HH:mm:ss} (UTC) or {@code yyyyMMdd HH:mm:ss Zone} (New York
   * without a zone); null if it is neither.
   */
  static Instant parse(String text) {
    try {
      if (text.indexOf('-') == 8) {
        return LocalDateTime.parse(text, UTC).toInstant(ZoneOffset.UTC);
      }
      int end = Math.min(LOCAL_LENGTH, text.length());
      String zone = text.substring(end).strip();
      return LocalDateTime.parse(text.substring(0, end), LOCAL)
          .atZone(zone.isEmpty() ? TradingHours.ZONE : ZoneId.of(zone, ZoneId.SHORT_IDS))
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
