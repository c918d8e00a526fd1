package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which options a generated market lists over a stock: four weekly and three monthly expiries,
 * strikes twelve steps up and down, tick rules as their like have them.
 */
final class OptionGridPlan {
  private static final int WEEKLIES = 4;
  private static final int MONTHLIES = 3;
  private static final int STEPS = 12;
  private static final BigDecimal CHEAP = new BigDecimal("25");
  private static final BigDecimal DEAR = new BigDecimal("250");

  private OptionGridPlan() {}

  static List<Instrument> options(String symbol, BigDecimal price, LocalDate date) {
    var options = new ArrayList<Instrument>();
    for (LocalDate expiry : expiries(date)) {
      for (BigDecimal strike : strikes(price)) {
        for (Right right : Right.values()) {
          options.add(Instrument.option(symbol, expiry, strike, right, rule(symbol)));
        }
      }
    }
    return options;
  }

  private static TreeSet<LocalDate> expiries(LocalDate date) {
    var expiries = new TreeSet<LocalDate>();
    LocalDate friday = date.with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
    for (int week = 0; week < WEEKLIES; week++) {
      expiries.add(friday.plusWeeks(week));
    }
    for (int month = 1; month <= MONTHLIES; month++) {
      LocalDate first = date.plusMonths(month).withDayOfMonth(1);
      expiries.add(first.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY)));
    }
    return expiries;
  }

  private static List<BigDecimal> strikes(BigDecimal price) {
    BigDecimal step =
        price.compareTo(CHEAP) < 0
            ? new BigDecimal("0.5")
            : price.compareTo(DEAR) < 0 ? BigDecimal.ONE : new BigDecimal("5");
    BigDecimal middle = price.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
    var strikes = new ArrayList<BigDecimal>();
    for (int n = -STEPS; n <= STEPS; n++) {
      BigDecimal strike = middle.add(step.multiply(BigDecimal.valueOf(n)));
      if (strike.signum() > 0) {
        strikes.add(strike);
      }
    }
    return strikes;
  }

  private static MarketRule rule(String symbol) {
    return switch (symbol) {
      case "SPY", "QQQ", "IWM" -> MarketRule.CENT;
      case "TWX", "GOOG", "AAPL" -> MarketRule.PENNY_OPTION;
      default -> MarketRule.NICKEL_OPTION;
    };
  }
}
