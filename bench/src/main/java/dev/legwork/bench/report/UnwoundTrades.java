package dev.legwork.bench.report;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.OrderMoments;
import dev.legwork.report.OrderState;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Conversions of which stock and put had filled when the call's time was over: five orders, eight
 * fills and thirty lines of history each, more than a trade that fills has.
 */
final class UnwoundTrades {
  private static final Instant START = Instant.parse("2014-06-06T13:45:00Z");
  private static final int LINES = 30;

  private UnwoundTrades() {}

  static List<TradeRecord> of(int trades) {
    return IntStream.range(0, trades).mapToObj(UnwoundTrades::trade).toList();
  }

  private static TradeRecord trade(int number) {
    String id = "bench-%04d".formatted(number);
    List<OrderLine> orders =
        List.of(
            order(id, "stock", Purpose.ENTRY, Side.BUY, "100", "69.60", 2),
            order(id, "put", Purpose.ENTRY, Side.BUY, "2", "1.30", 2),
            order(id, "call", Purpose.ENTRY, Side.SELL, "2", "1.20", 0),
            order(id, "stock", Purpose.UNWIND, Side.SELL, "100", "69.57", 2),
            order(id, "put", Purpose.UNWIND, Side.SELL, "2", "1.26", 2));
    return new TradeRecord(
        request(id),
        TradeState.UNWOUND,
        new Reason(ReasonCode.TIMEOUT, "5 s after the first fill"),
        7,
        START.plusSeconds(number),
        START.plusSeconds(number).plusMillis(5_812),
        List.of(),
        orders,
        timeline(START.plusSeconds(number)),
        Map.of("stock", usd("69.60"), "put", usd("1.30"), "call", usd("1.20")),
        Map.of(
            "stock", quote("69.58", "69.60"),
            "put", quote("1.26", "1.30"),
            "call", quote("1.20", "1.26")),
        moments(orders, START.plusSeconds(number)));
  }

  private static ExecutionRequest request(String id) {
    LocalDate june = LocalDate.of(2014, 6, 20);
    BigDecimal strike = usd("70");
    return new ExecutionRequest(
        id,
        "DU1000001",
        "SFR",
        "TWX",
        List.of(
            new RequestedLeg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), null),
            new RequestedLeg(
                "put",
                Side.BUY,
                1,
                ContractSpec.option("TWX", june, strike, OptionRight.PUT),
                null),
            new RequestedLeg(
                "call",
                Side.SELL,
                1,
                ContractSpec.option("TWX", june, strike, OptionRight.CALL),
                null)),
        2,
        usd("69.72"),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static OrderLine order(
      String id, String leg, Purpose purpose, Side side, String quantity, String price, int fills) {
    OrderRef ref = new OrderRef(id, leg, purpose, 1);
    BigDecimal part = Decimals.divide(usd(quantity), usd("2"));
    List<Fill> filled = new ArrayList<>();
    List<Fee> fees = new ArrayList<>();
    for (int i = 0; i < fills; i++) {
      String execId = ref + "." + i + ".01";
      filled.add(new Fill(execId, side, part, usd(price), START));
      fees.add(new Fee(execId, usd("0.65"), "USD"));
    }
    return new OrderLine(
        ref,
        11,
        9001,
        side,
        usd(quantity),
        usd(price),
        fills == 0 ? OrderState.CANCELLED : OrderState.FILLED,
        filled,
        fees);
  }

  private static OrderMoments moments(List<OrderLine> orders, Instant accepted) {
    Map<OrderRef, Instant> written = new HashMap<>();
    Map<String, Instant> filled = new HashMap<>();
    for (OrderLine order : orders) {
      written.put(order.ref(), accepted.plusMillis(35));
      order.fills().forEach(fill -> filled.put(fill.execId(), accepted.plusMillis(310)));
    }
    return new OrderMoments(written, filled, Map.of());
  }

  private static List<TimelineEntry> timeline(Instant accepted) {
    return IntStream.range(0, LINES)
        .mapToObj(
            i ->
                new TimelineEntry(
                    accepted.plusMillis(20L * i),
                    i % 5 == 0 ? "DECIDED_WITHDRAW" : "FILL",
                    "stock",
                    "BUY 100 @ 69.58, executable net 69.70, netLimit 69.72, line " + i))
        .toList();
  }

  private static Quote quote(String bid, String ask) {
    return Quote.of(usd(bid), usd("500"), usd(ask), usd("500"));
  }

  private static BigDecimal usd(String amount) {
    return Decimals.of(amount);
  }
}
