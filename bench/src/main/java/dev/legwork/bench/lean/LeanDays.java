package dev.legwork.bench.lean;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.num.Decimals;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.ScanOutcome;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.Strategy;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints, for days of LEAN minute quotes, the number of SFR instances at executable prices (up to
 * 45 days, whatever the quotes' age and spread), the best, and the Synthetic ranking at three times
 * of the day. Arguments: DATA SYMBOL:YYYYMMDD...
 */
public final class LeanDays {
  private static final LocalTime FIRST = LocalTime.of(9, 31);
  private static final int PLACES = 5;

  /** Every filter open but the arithmetic. */
  private static final Map<String, String> OPEN =
      Map.ofEntries(
          Map.entry("cost-limit", "none"),
          Map.entry("min-dte", "0"),
          Map.entry("max-dte", "45"),
          Map.entry("max-expiries", "1000"),
          Map.entry("strike-range", "none"),
          Map.entry("max-quote-age", "none"),
          Map.entry("max-spread", "none"),
          Map.entry("size-matters", "false"),
          Map.entry("option-commission", "0"),
          Map.entry("option-minimum", "0"),
          Map.entry("stock-commission", "0"),
          Map.entry("stock-minimum", "0"),
          Map.entry("pairs", "all"),
          Map.entry("equal-strikes", "true"),
          Map.entry("min-width", "0"),
          Map.entry("max-width", "100000"),
          Map.entry("min-call-moneyness", "0"),
          Map.entry("max-call-moneyness", "100000"),
          Map.entry("min-put-moneyness", "0"),
          Map.entry("max-put-moneyness", "100000"),
          Map.entry("min-data-quality", "0"),
          Map.entry("min-profit", "0.0001"),
          Map.entry("min-theoretical-profit", "-100000"),
          Map.entry("max-spread-percent", "none"),
          Map.entry("max-total-spread", "none"),
          Map.entry("min-spread-quality", "-100000"),
          Map.entry("allow-debit", "true"),
          Map.entry("weight-profit", "1"),
          Map.entry("weight-liquidity", "0"),
          Map.entry("weight-spread", "0"),
          Map.entry("weight-time", "0"),
          Map.entry("most", "1"));

  private static final Map<String, String> SYNTHETIC =
      Map.of("cost-limit", "none", "max-quote-age", "none", "size-matters", "false");

  /** Without the scoring's gates there is something to rank also where nothing is good enough. */
  private static final Map<String, String> RANKED =
      with(with(SYNTHETIC, "min-liquidity", "0"), "min-risk-reward", "0");

  private final Strategy every = strategy("SFR", OPEN);
  private final Strategy equal = strategy("SFR", with(OPEN, "max-width", "0"));
  private final Strategy synthetic = strategy("SYNTHETIC", SYNTHETIC);
  private final Strategy ranked = strategy("SYNTHETIC", RANKED);

  private LeanDays() {}

  /** Prints the days. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String symbol = argument.substring(0, argument.indexOf(':'));
      LocalDate date =
          LocalDate.parse(
              argument.substring(symbol.length() + 1), DateTimeFormatter.BASIC_ISO_DATE);
      new LeanDays().print(symbol, new LeanDay(data, symbol, date));
    }
  }

  private static Strategy strategy(String name, Map<String, String> settings) {
    return Strategies.load(LeanDays.class.getClassLoader()).create(name, settings);
  }

  private static Map<String, String> with(Map<String, String> base, String name, String value) {
    Map<String, String> changed = new HashMap<>(base);
    changed.put(name, value);
    return changed;
  }

  private void print(String symbol, LeanDay day) {
    String head = symbol + " " + day.date();
    Tally ofEqual = new Tally();
    Tally ofAll = new Tally();
    StringBuilder rankings = new StringBuilder();
    List<LocalTime> looks =
        List.of(LocalTime.of(10, 0), LocalTime.NOON, day.close().minusMinutes(30));
    int snapshots = 0;
    for (LocalTime time = FIRST; !time.isAfter(day.close()); time = time.plusMinutes(1)) {
      ChainSnapshot snapshot = day.at(time);
      snapshots++;
      ofEqual.add(time, Scanner.scan(List.of(equal), List.of(snapshot)));
      ofAll.add(time, Scanner.scan(List.of(every), List.of(snapshot)));
      if (looks.contains(time)) {
        rankings.append(ranking(head + " synthetic " + time, snapshot));
      }
    }
    System.out.println(head + " snapshots " + snapshots);
    System.out.println(head + " sfr equal strikes: " + ofEqual);
    System.out.println(head + " sfr all strikes: " + ofAll);
    System.out.print(rankings);
  }

  private String ranking(String head, ChainSnapshot snapshot) {
    ScanOutcome good = Scanner.scan(List.of(synthetic), List.of(snapshot));
    ScanOutcome all = Scanner.scan(List.of(ranked), List.of(snapshot));
    List<Opportunity> found = all.opportunities();
    StringBuilder lines = new StringBuilder();
    lines.append(
        "%s: %d ranked, %d good enough%n"
            .formatted(
                head,
                all.funnels().getFirst().opportunities(),
                good.funnels().getFirst().opportunities()));
    for (int i = 0; i < Math.min(PLACES, found.size()); i++) {
      Opportunity each = found.get(i);
      lines.append(
          "%s %d: %s, worst %s, best %s, score %s%n"
              .formatted(
                  head,
                  i + 1,
                  strikes(each),
                  each.figures().minProfit().toPlainString(),
                  each.figures().maxProfit().toPlainString(),
                  each.score().setScale(4, RoundingMode.HALF_UP)));
    }
    return lines.toString();
  }

  private static String strikes(Opportunity found) {
    return "%s put %s call %s"
        .formatted(
            found.leg("put").contract().expiry(),
            found.leg("put").contract().strike().toPlainString(),
            found.leg("call").contract().strike().toPlainString());
  }

  /** How many there were over the day, and the best. */
  private static final class Tally {
    private long count;
    private LocalTime at;
    private Opportunity best;

    void add(LocalTime time, ScanOutcome outcome) {
      count += outcome.funnels().getFirst().opportunities();
      Opportunity found = outcome.best().orElse(null);
      if (found != null && (best == null || isBetter(found))) {
        best = found;
        at = time;
      }
    }

    private boolean isBetter(Opportunity found) {
      return found.figures().minProfit().compareTo(best.figures().minProfit()) > 0;
    }

    @Override
    public String toString() {
      return best == null
          ? Long.toString(count)
          : "%d, best %s at %s, %s"
              .formatted(
                  count,
                  Decimals.normal(best.figures().minProfit()).toPlainString(),
                  at,
                  strikes(best));
    }
  }
}
