package dev.legwork.pricing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How long an option has to live: calendar days from the venue's date to its expiry, 365 a year
 * (ACT/365 fixed). On its last day it counts as half a day, so that it still has a volatility;
 * after it there is no time left.
 */
public final class TimeToExpiry {
  private static final double DAYS_A_YEAR = 365;
  private static final double LAST_DAY = 0.5;

  private TimeToExpiry() {}

  /**
   * Years from the venue's date to the option's last trading day, not negative.
   *
   * @param venueDate the date where the contract trades, by venue time
   */
  public static double years(LocalDate venueDate, LocalDate expiry) {
    long days = ChronoUnit.DAYS.between(venueDate, expiry);
    return days < 0 ? 0 : Math.max(days, LAST_DAY) / DAYS_A_YEAR;
  }
}
