package dev.legwork.simulator.faults;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/**
 * Which answers {@code alter} can falsify, and what its value means for each: the told field, but
 * for {@code currentTime} seconds that are added, and for {@code execDetails} the zone in which the
 * time is written.
 */
public final class Alteration {
  /** Writes times without a zone, as some settings of TWS do. */
  public static final String NO_ZONE = "none";

  /** Leaves a price or commission out, as TWS does by its largest double. */
  public static final String UNSET = "none";

  private enum Kind {
    NUMBER,
    OPTIONAL_NUMBER,
    ZONE,
    TEXT
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "commissionReport", Kind.OPTIONAL_NUMBER,
          "tickPrice", Kind.OPTIONAL_NUMBER,
          "tickSize", Kind.OPTIONAL_NUMBER,
          "currentTime", Kind.NUMBER,
          "nextValidId", Kind.NUMBER,
          "marketDataType", Kind.NUMBER,
          "execDetails", Kind.ZONE,
          "orderStatus", Kind.TEXT);

  private Alteration() {}

  static boolean fits(String on) {
    return KINDS.containsKey(on);
  }

  /**
   * Throws for a value that this message cannot be told with.
   *
   * @throws IllegalArgumentException with the reason, for people
   */
  static void check(String on, String value) {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("is missing");
    }
    switch (KINDS.getOrDefault(on, Kind.TEXT)) {
      case NUMBER -> number(value);
      case OPTIONAL_NUMBER -> decimal(value);
      case ZONE -> zone(value);
      case TEXT -> {}
    }
  }

  /** A decimal, or null for one that is left out. */
  public static BigDecimal decimal(String value) {
    return value.equals(UNSET) ? null : number(value);
  }

  private static BigDecimal number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }

  private static void zone(String value) {
    try {
      if (!value.equals(NO_ZONE)) {
        ZoneId.of(value);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone, or none", e);
    }
  }
}
