package dev.legwork.bench.decision;

import dev.legwork.book.TradeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.margin.MarginLeg;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Ending;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopSituation;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A conversion and half an iron condor: stock and five options, five units. */
final class SixLegs {
  static final Instant WRITTEN = Instant.parse("2014-06-06T13:45:00Z");
  static final LocalDate TODAY = LocalDate.of(2014, 6, 6);
  private static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);
  private static final int UNITS = 5;

  final Map<String, Instrument> instruments = new HashMap<>();
  final Map<String, Quote> quotes = new HashMap<>();
  final Map<String, BigDecimal> executable = new HashMap<>();
  final List<MarginLeg> marginLegs = new ArrayList<>();
  final ExecutionRequest parallel;
  final ExecutionRequest combo;
  final EntryPlan plan;

  /** All orders work or are filled, but for the last leg's, of which two of five are. */
  final TradeBook working;

  /** The same when that was withdrawn. */
  final TradeBook withdrawn;

  /** All legs filled, and the stop of the group near its trigger. */
  final StopSituation guarded;

  SixLegs() {
    List<RequestedLeg> legs = new ArrayList<>();
    add(legs, "stock", Side.BUY, 100, ContractSpec.stock("TWX"), "69.98", "70.00");
    add(legs, "put", Side.BUY, 1, option("70", OptionRight.PUT), "1.20", "1.25");
    add(legs, "call", Side.SELL, 1, option("70", OptionRight.CALL), "1.30", "1.35");
    add(legs, "put-short", Side.SELL, 1, option("68", OptionRight.PUT), "0.60", "0.65");
    add(legs, "put-long", Side.BUY, 1, option("66", OptionRight.PUT), "0.25", "0.30");
    add(legs, "call-long", Side.BUY, 1, option("73", OptionRight.CALL), "0.35", "0.40");
    parallel = request(legs, Placing.PARALLEL);
    combo = request(legs, Placing.COMBO);
    plan = new EntryPlan(parallel, 7);
    List<PlacedOrder> orders = orders();
    TradeBook placed = TradeBook.of(parallel).placed(orders, WriteOutcome.WRITTEN);
    for (PlacedOrder order : orders) {
      boolean last = order == orders.getLast();
      placed = placed.with(status(order, OrderStatus.WORKING));
      placed = placed.with(fill(order, last ? Decimals.of(2) : order.intent().quantity()));
    }
    working = placed;
    guarded = guarded(orders);
    PlacedOrder last = orders.getLast();
    withdrawn =
        working
            .with(status(last, OrderStatus.CANCELLED))
            .with(
                new OrderSnapshot(
                    Map.of(last.ref(), Verdict.PROVEN_TERMINAL), List.of(), Map.of(), List.of()));
  }

  private StopSituation guarded(List<PlacedOrder> orders) {
    ExecutionRequest request = parallel.with(ProtectiveStop.ofGroup(Decimals.of("69.00")));
    TradeBook filled = TradeBook.of(request).placed(orders, WriteOutcome.WRITTEN);
    for (PlacedOrder order : orders) {
      filled = filled.with(fill(order, order.intent().quantity()));
      filled = filled.with(status(order, OrderStatus.FILLED));
    }
    return new StopSituation(
        filled,
        new StopScope(
            request,
            new Ending(TradeState.COMMITTED, null, List.of(), 1, WRITTEN, List.of()),
            false),
        StopStatus.fresh(WRITTEN),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        quotes,
        Map.of(),
        false,
        WRITTEN.plusSeconds(60),
        StopPolicy.DEFAULT,
        Duration.ofSeconds(5));
  }

  private void add(
      List<RequestedLeg> legs,
      String name,
      Side side,
      int ratio,
      ContractSpec spec,
      String bid,
      String ask) {
    RequestedLeg leg = new RequestedLeg(name, side, ratio, spec, null);
    legs.add(leg);
    instruments.put(
        name,
        new Instrument(
            legs.size(),
            spec,
            "SMART",
            "USD",
            spec.label(),
            PriceIncrements.uniform(Decimals.of(spec.isOption() ? "0.05" : "0.01"))));
    Quote quote =
        Quote.of(Decimals.of(bid), Decimals.of(9_000), Decimals.of(ask), Decimals.of(9_000));
    quotes.put(name, quote);
    executable.put(name, quote.executable(side));
    marginLegs.add(
        new MarginLeg(
            name,
            spec,
            side,
            leg.quantity(UNITS),
            quote.executable(side),
            quote.middle(),
            quote.halfSpread()));
  }

  private static ContractSpec option(String strike, OptionRight right) {
    return ContractSpec.option("TWX", EXPIRY, Decimals.of(strike), right);
  }

  private static ExecutionRequest request(List<RequestedLeg> legs, Placing placing) {
    return new ExecutionRequest(
        "six",
        "DU1000001",
        null,
        "TWX",
        legs,
        UNITS,
        Decimals.of("70.50"),
        placing,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private List<PlacedOrder> orders() {
    List<PlacedOrder> orders = new ArrayList<>();
    for (RequestedLeg leg : parallel.legs()) {
      OrderIntent intent =
          new OrderIntent(
              plan.ref(leg),
              parallel.account(),
              instruments.get(leg.name()),
              leg.action(),
              plan.quantity(leg),
              executable.get(leg.name()),
              null);
      orders.add(new PlacedOrder(intent, 100 + orders.size()));
    }
    return orders;
  }

  private static OrderEvent status(PlacedOrder order, OrderStatus status) {
    return new OrderEvent.StatusReported(order.ref(), status, BigDecimal.ZERO, order.orderId());
  }

  private static OrderEvent fill(PlacedOrder order, BigDecimal quantity) {
    OrderIntent intent = order.intent();
    Fill fill = new Fill(order.ref() + ".01", intent.side(), quantity, intent.limit(), WRITTEN);
    return new OrderEvent.Filled(order.ref(), fill, quantity, order.orderId());
  }
}
