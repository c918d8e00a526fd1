package dev.legwork.report;

import dev.legwork.quote.Quote;
import dev.legwork.report.ExecutionReport.TimelineLine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What follows from a trade's facts: how it was placed, what it earns, what the guaranteed combo
 * would have cost, what was decided on which numbers, and when its orders lived.
 *
 * @param combo null where the quotes at the decision are not known
 * @param payoff empty where there is no one expiry
 * @param decisions the lines of the timeline that tell of a decision, with its numbers
 * @param orders in the order they were placed
 * @param quotes by leg name: what the desk had heard when the first orders were decided
 */
public record Analysis(
    TradeShape shape,
    PlacingMode mode,
    Profit profit,
    GuaranteedCombo combo,
    List<PayoffPoint> payoff,
    List<TimelineLine> decisions,
    List<OrderTimes> orders,
    Map<String, Quote> quotes) {
  /** Whose lines carry quotes and limits. */
  private static final List<String> DECISIONS = List.of("DECIDED_", "ENTRY_", "COMPLETION_");

  private static final Set<String> ALSO_DECISIONS =
      Set.of(
          "PLACING",
          "PLACING_CHOSEN",
          "UNWIND_WAVE",
          "RESEND_REFUSED",
          "NOT_HEDGED",
          "STOP_PLACED",
          "STOP_TRIGGERED");

  public Analysis {
    payoff = List.copyOf(payoff);
    decisions = List.copyOf(decisions);
    orders = List.copyOf(orders);
    quotes = Map.copyOf(quotes);
  }

  static Analysis of(TradeRecord trade, ExecutionReport.Cash cash, BigDecimal expectedCash) {
    Since since = Since.of(trade);
    Profit.Positions positions = Profit.Positions.of(trade.legsAndHedge());
    Profit profit = Profit.of(positions, cash, expectedCash);
    return new Analysis(
        TradeShape.of(trade.request()),
        PlacingMode.of(trade.request().placing(), trade.placed()),
        profit,
        GuaranteedCombo.of(trade, profit, Profit.worst(positions.wanted())),
        PayoffPoint.of(positions, expectedCash, cash.entry().add(cash.exit())),
        trade.timeline().stream()
            .filter(line -> isDecision(line.event()))
            .map(since::line)
            .toList(),
        trade.orders().stream().map(order -> OrderTimes.of(order, trade.moments(), since)).toList(),
        trade.quotes());
  }

  private static boolean isDecision(String event) {
    return DECISIONS.stream().anyMatch(event::startsWith) || ALSO_DECISIONS.contains(event);
  }

  /** The analysis with only what the level shows. */
  Analysis at(ReportLevel level) {
    return new Analysis(
        shape,
        mode,
        profit,
        combo,
        level.includes(ReportLevel.DETAILED) ? payoff : List.of(),
        level.includes(ReportLevel.DETAILED) ? decisions : List.of(),
        level.includes(ReportLevel.COMPREHENSIVE) ? orders : List.of(),
        level.includes(ReportLevel.DEBUG) ? quotes : Map.of());
  }

  /** When the first and the last fill of a leg's entering orders were heard of; empty without. */
  Stream<Long> entryFills(String leg) {
    return orders.stream()
        .filter(order -> order.leg().equals(leg) && order.purpose().opens())
        .flatMap(order -> order.fills().stream())
        .map(OrderTimes.FillTime::millis);
  }
}
