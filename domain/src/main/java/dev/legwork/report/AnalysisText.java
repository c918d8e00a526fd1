package dev.legwork.report;

import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Writes the tables of a report's analysis as plain text. */
final class AnalysisText {
  private final Analysis analysis;

  AnalysisText(Analysis analysis) {
    this.analysis = analysis;
  }

  TextTable profit() {
    Profit profit = analysis.profit();
    TextTable table =
        new TextTable(
            "PROFIT",
            "EXPECTED>",
            "GROSS>",
            "NET>",
            "BEST>",
            "VARIANCE>",
            "%>",
            "CAPITAL>",
            "ROI %>");
    table.add(
        "USD, at its worst",
        Money.signedCash(profit.expected()),
        Money.signedCash(profit.gross()),
        Money.signedCash(profit.net()),
        Money.signedCash(profit.best()),
        Money.signedCash(profit.variance()),
        Money.signedCash(profit.variancePercent()),
        Money.cash(profit.capital()),
        Money.signedPrice(profit.roiPercent()));
    return table;
  }

  Optional<TextTable> combo() {
    GuaranteedCombo combo = analysis.combo();
    if (combo == null) {
      return Optional.empty();
    }
    TextTable table =
        new TextTable(
            "AS A COMBO",
            "LIMIT>",
            "EXECUTABLE>",
            "MIDDLE>",
            "FILLS",
            "CASH>",
            "RESULT>",
            "ADVANTAGE OVER IT>");
    table.add(
        "on the same quotes",
        Money.price(combo.limit()),
        Money.price(combo.executable()),
        Money.price(combo.middle()),
        combo.fills() ? "at once" : "not at once",
        Money.cash(combo.cash()),
        Money.signedCash(combo.result()),
        Money.signedCash(combo.advantage()));
    return Optional.of(table);
  }

  Optional<TextTable> decisions() {
    if (analysis.decisions().isEmpty()) {
      return Optional.empty();
    }
    TextTable table = new TextTable("MS>", "DECISION", "LEG", "DETAIL");
    analysis
        .decisions()
        .forEach(
            line ->
                table.add(
                    "+" + line.sinceStartMillis(),
                    line.event(),
                    line.leg() == null ? "" : line.leg(),
                    line.text()));
    return Optional.of(table);
  }

  Optional<TextTable> quotes(Iterable<String> legs) {
    if (analysis.quotes().isEmpty()) {
      return Optional.empty();
    }
    TextTable table = new TextTable("QUOTE", "BID>", "SIZE>", "AGE>", "ASK>", "SIZE>", "AGE>");
    for (String leg : legs) {
      Quote quote = analysis.quotes().get(leg);
      if (quote != null) {
        table.add(
            leg,
            Money.price(quote.bid()),
            plain(quote.bidSize()),
            age(quote.bidAge()),
            Money.price(quote.ask()),
            plain(quote.askSize()),
            age(quote.askAge()));
      }
    }
    return Optional.of(table);
  }

  /** When an order was written and when it ended, in milliseconds. */
  OrderTimes times(String orderRef, String leg) {
    return analysis.orders().stream()
        .filter(times -> times.orderRef().equals(orderRef) && times.leg().equals(leg))
        .findFirst()
        .orElse(null);
  }

  static String millis(Long millis) {
    return millis == null ? "-" : "+" + millis;
  }

  private static String plain(BigDecimal size) {
    return size.toPlainString();
  }

  private static String age(Duration age) {
    return age == null ? "-" : age.toMillis() + " ms";
  }
}
