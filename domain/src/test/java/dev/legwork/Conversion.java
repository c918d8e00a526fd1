package dev.legwork;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The trade that most tests speak of: buy 100 TWX, buy a 70 put, sell a 70 call, per unit. */
public final class Conversion {
  public static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);
  public static final Instrument STOCK = instrument(1, ContractSpec.stock("TWX"), "0.01");
  public static final Instrument PUT =
      instrument(2, ContractSpec.option("TWX", EXPIRY, d("70"), OptionRight.PUT), "0.05");
  public static final Instrument CALL =
      instrument(3, ContractSpec.option("TWX", EXPIRY, d("70"), OptionRight.CALL), "0.05");
  public static final Map<String, Instrument> INSTRUMENTS =
      Map.of("stock", STOCK, "put", PUT, "call", CALL);

  private Conversion() {}

  public static BigDecimal d(String text) {
    return Decimals.of(text);
  }

  public static ExecutionRequest units(int units, String netLimit) {
    return request(units, netLimit, null, null, null);
  }

  /** A trade that is never completed: what executed of it is unwound. */
  public static ExecutionRequest unwinding(int units, String netLimit) {
    PartialPolicy usual = PartialPolicy.DEFAULT;
    return with(
        units(units, netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        null,
        new PartialPolicy(
            PartialPolicy.AllButOne.UNWIND,
            usual.minProfit(),
            usual.payUpTicks(),
            usual.payUpCap(),
            usual.completeWithin(),
            usual.units(),
            usual.legSlippage(),
            usual.groupSlippage(),
            false));
  }

  /** A trade of which whole units are kept, and that is never completed. */
  public static ExecutionRequest keeping(int units, String netLimit) {
    PartialPolicy usual = unwinding(units, netLimit).partial();
    return with(
        units(units, netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        null,
        new PartialPolicy(
            usual.allButOne(),
            usual.minProfit(),
            usual.payUpTicks(),
            usual.payUpCap(),
            usual.completeWithin(),
            PartialPolicy.Units.KEEP,
            usual.legSlippage(),
            usual.groupSlippage(),
            false));
  }

  /** The same trade, whose exposure is hedged where it cannot be closed. */
  public static ExecutionRequest hedged(ExecutionRequest trade) {
    PartialPolicy usual = trade.partial();
    return with(
        trade,
        trade.placing(),
        trade.pricing(),
        trade.breakEven(),
        new PartialPolicy(
            usual.allButOne(),
            usual.minProfit(),
            usual.payUpTicks(),
            usual.payUpCap(),
            usual.completeWithin(),
            usual.units(),
            usual.legSlippage(),
            usual.groupSlippage(),
            true));
  }

  /** The same trade, placed and priced like that. */
  public static ExecutionRequest with(ExecutionRequest trade, Placing placing, Pricing pricing) {
    return with(trade, placing, pricing, trade.breakEven(), trade.partial());
  }

  /** The same trade with policies. */
  public static ExecutionRequest with(
      ExecutionRequest trade,
      Placing placing,
      Pricing pricing,
      BigDecimal breakEven,
      PartialPolicy partial) {
    Timeouts timeouts = trade.timeouts();
    return new ExecutionRequest(
        trade.id(),
        trade.account(),
        trade.strategy(),
        trade.underlying(),
        trade.legs(),
        trade.quantity(),
        trade.netLimit(),
        placing,
        pricing,
        new Timeouts(
            timeouts.lock(),
            timeouts.total(),
            timeouts.afterFirstFill(),
            pricing == Pricing.HYBRID ? Timeouts.HYBRID_LIMIT : null),
        breakEven,
        partial,
        trade.lean());
  }

  /** The same trade, no order of that leg for more. */
  public static ExecutionRequest withChildSize(ExecutionRequest trade, String leg, String size) {
    return new ExecutionRequest(
        trade.id(),
        trade.account(),
        trade.strategy(),
        trade.underlying(),
        trade.legs().stream()
            .map(
                one ->
                    new RequestedLeg(
                        one.name(),
                        one.action(),
                        one.ratio(),
                        one.contract(),
                        one.limit(),
                        one.name().equals(leg) ? d(size) : one.childSize()))
            .toList(),
        trade.quantity(),
        trade.netLimit(),
        trade.placing(),
        trade.pricing(),
        trade.timeouts(),
        trade.breakEven(),
        trade.partial(),
        trade.lean());
  }

  public static ExecutionRequest withLimits(
      int units, String netLimit, String stock, String put, String call) {
    return request(units, netLimit, stock, put, call);
  }

  /** Quotes: stock 69.58/69.60, put 1.15/1.20, call 1.20/1.25: executable net 69.60. */
  public static Map<String, Quote> quotes() {
    return Map.of(
        "stock", quote("69.58", "69.60", 1000),
        "put", quote("1.15", "1.20", 50),
        "call", quote("1.20", "1.25", 50));
  }

  public static Quote quote(String bid, String ask, long size) {
    return Quote.of(
        bid == null ? null : d(bid),
        Decimals.of(size),
        ask == null ? null : d(ask),
        Decimals.of(size));
  }

  /** Entry orders of all legs at these limits. */
  public static List<PlacedOrder> entries(
      ExecutionRequest request, Map<String, BigDecimal> limits) {
    List<PlacedOrder> orders = new ArrayList<>();
    for (RequestedLeg leg : request.legs()) {
      OrderRef ref = new OrderRef(request.id(), leg.name(), Purpose.ENTRY, 1);
      orders.add(
          new PlacedOrder(
              new OrderIntent(
                  ref,
                  request.account(),
                  INSTRUMENTS.get(leg.name()),
                  leg.action(),
                  leg.quantity(request.quantity()),
                  limits.get(leg.name()),
                  null),
              100 + orders.size()));
    }
    return orders;
  }

  /** Entry orders at the executable quotes. */
  public static List<PlacedOrder> entries(ExecutionRequest request) {
    return entries(request, Map.of("stock", d("69.60"), "put", d("1.20"), "call", d("1.20")));
  }

  /** Entry orders of a plan's legs at the executable quotes. */
  public static List<PlacedOrder> entries(EntryPlan plan) {
    return entries(plan.request()).stream()
        .filter(order -> plan.legNames().contains(order.ref().leg()))
        .map(order -> planned(order, plan))
        .toList();
  }

  private static PlacedOrder planned(PlacedOrder order, EntryPlan plan) {
    OrderIntent first = order.intent();
    RequestedLeg leg = plan.request().leg(first.ref().leg());
    int ids = plan.purpose() == Purpose.ENTRY ? 10 * (plan.attempt() - 1) : 1000 * plan.attempt();
    OrderIntent planned =
        new OrderIntent(
            plan.ref(leg),
            first.account(),
            first.instrument(),
            first.side(),
            plan.quantity(leg),
            first.limit(),
            first.goodTill());
    return new PlacedOrder(plan.isImmediate() ? planned.atOnce() : planned, order.orderId() + ids);
  }

  public static OrderRef entry(String leg) {
    return new OrderRef("twx-0001", leg, Purpose.ENTRY, 1);
  }

  private static ExecutionRequest request(
      int units, String netLimit, String stock, String put, String call) {
    return new ExecutionRequest(
        "twx-0001",
        "DU1000001",
        "SFR",
        "TWX",
        List.of(
            new RequestedLeg("stock", Side.BUY, 100, STOCK.spec(), limit(stock)),
            new RequestedLeg("put", Side.BUY, 1, PUT.spec(), limit(put)),
            new RequestedLeg("call", Side.SELL, 1, CALL.spec(), limit(call))),
        units,
        d(netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static BigDecimal limit(String text) {
    return text == null ? null : d(text);
  }

  private static Instrument instrument(long conId, ContractSpec spec, String tick) {
    return new Instrument(
        conId, spec, "SMART", "USD", spec.label(), PriceIncrements.uniform(d(tick)));
  }
}
