package dev.legwork.report;

import dev.legwork.book.HedgeBook;
import dev.legwork.hedge.HedgeContract;
import dev.legwork.quote.Quote;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything known of a trade, running or ended: what views and reports are made from.
 *
 * @param reason null where there is none
 * @param fencingToken 0 if it never held the lock
 * @param finishedAt null while it runs
 * @param residual empty unless RESIDUAL
 * @param orders all of them, in the order they were placed
 * @param timeline in any order; it is put in the order in which things happened
 * @param expectedPrices USD per share by leg name, at the moment of the decision to enter: what
 *     each leg could be traded at; without a leg here, its limit is what was expected
 * @param quotes by leg name: what the desk had heard when the first orders were decided; empty
 *     where nobody looked
 * @param moments when things happened to its orders
 */
public record TradeRecord(
    ExecutionRequest request,
    TradeState state,
    Reason reason,
    long fencingToken,
    Instant acceptedAt,
    Instant finishedAt,
    List<Residual> residual,
    List<OrderLine> orders,
    List<TimelineEntry> timeline,
    Map<String, BigDecimal> expectedPrices,
    Map<String, Quote> quotes,
    OrderMoments moments) {

  public TradeRecord {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
    residual = List.copyOf(residual);
    orders = List.copyOf(orders);
    timeline = asItHappened(timeline);
    expectedPrices = Map.copyOf(expectedPrices);
    quotes = Map.copyOf(quotes);
    Objects.requireNonNull(moments, "moments");
  }

  /** Of which neither quotes nor moments are known. */
  public TradeRecord(
      ExecutionRequest request,
      TradeState state,
      Reason reason,
      long fencingToken,
      Instant acceptedAt,
      Instant finishedAt,
      List<Residual> residual,
      List<OrderLine> orders,
      List<TimelineEntry> timeline,
      Map<String, BigDecimal> expectedPrices) {
    this(
        request,
        state,
        reason,
        fencingToken,
        acceptedAt,
        finishedAt,
        residual,
        orders,
        timeline,
        expectedPrices,
        Map.of(),
        OrderMoments.NONE);
  }

  /**
   * What the trade learned of late is put where it happened. All else stays as it was told: its
   * times are of several clocks, which differ by more than what they tell apart.
   */
  private static List<TimelineEntry> asItHappened(List<TimelineEntry> told) {
    List<TimelineEntry> lines = new ArrayList<>();
    for (TimelineEntry line : told) {
      int place = lines.size();
      while (line.heardAt() != null && place > 0 && lines.get(place - 1).at().isAfter(line.at())) {
        place--;
      }
      lines.add(place, line);
    }
    return List.copyOf(lines);
  }

  /** Whether a fill that counts has no fee yet. */
  public boolean feesPending() {
    return orders.stream().anyMatch(OrderLine::feesPending);
  }

  /** How it is placed, where that was left to us and is decided; else null. */
  public ChosenPlacing placed() {
    return orders.stream().map(OrderLine::chosen).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The legs, and the hedge where there was one, as a leg of which nothing was asked for. */
  List<LegFigures> legsAndHedge() {
    List<OrderLine> hedge =
        orders.stream().filter(order -> order.leg().equals(HedgeBook.NAME)).toList();
    List<LegFigures> all = new ArrayList<>(legs());
    if (!hedge.isEmpty()) {
      HedgeContract.of(request)
          .map(
              contract ->
                  new RequestedLeg(HedgeBook.NAME, hedge.getFirst().side(), 1, contract, null))
          .ifPresent(leg -> all.add(new LegFigures(leg, 0, hedge, null)));
    }
    return List.copyOf(all);
  }

  List<LegFigures> legs() {
    return request.legs().stream()
        .map(
            leg ->
                new LegFigures(
                    leg,
                    request.quantity(),
                    orders.stream().filter(order -> order.leg().equals(leg.name())).toList(),
                    expectedPrices.get(leg.name())))
        .toList();
  }
}
