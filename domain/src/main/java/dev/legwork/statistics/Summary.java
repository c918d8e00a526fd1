package dev.legwork.statistics;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The trades that were accepted on some days, and what they were worth.
 *
 * @param from the first day, of UTC
 * @param to the last day, of UTC
 * @param account null: all of them
 * @param running trades of these days that have not ended; they are in none of the figures
 * @param trades those that have ended, by the time they were accepted
 */
public record Summary(
    LocalDate from,
    LocalDate to,
    String account,
    int running,
    Statistics statistics,
    List<TradeFigures> trades) {

  /** The summary of these trades, in any order. */
  public static Summary of(
      LocalDate from, LocalDate to, String account, int running, List<TradeFigures> trades) {
    return new Summary(
        from,
        to,
        account,
        running,
        Statistics.of(trades),
        trades.stream()
            .sorted(Comparator.comparing(TradeFigures::acceptedAt).thenComparing(TradeFigures::id))
            .toList());
  }
}
