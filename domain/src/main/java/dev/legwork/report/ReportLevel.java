package dev.legwork.report;

import java.util.Locale;
import java.util.Optional;

/** How much of a report is shown. */
public enum ReportLevel {
  /** State, net, cash and what is left. */
  SUMMARY,
  /** And the legs. */
  DETAILED,
  /** And orders and timeline. */
  COMPREHENSIVE,
  /** And every fill. */
  DEBUG;

  boolean includes(ReportLevel other) {
    return compareTo(other) >= 0;
  }

  /** The level with this name in any case; empty if there is none. */
  public static Optional<ReportLevel> named(String name) {
    for (ReportLevel level : values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
