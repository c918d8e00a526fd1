package dev.legwork.report;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The conversion of the order rules, 100:1:1, and what may become of it. */
final class Trades {
  static final Instant START = Instant.parse("2014-06-06T13:45:00Z");
  static final Instant VENUE = Instant.parse("2014-06-06T13:45:00.250Z");

  private Trades() {}

  static ExecutionRequest conversion(int units) {
    LocalDate june = LocalDate.of(2014, 6, 20);
    BigDecimal seventy = usd("70");
    return new ExecutionRequest(
        "twx-0001",
        "DU1000001",
        "SFR",
        "TWX",
        List.of(
            new RequestedLeg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), null),
            new RequestedLeg(
                "put",
                Side.BUY,
                1,
                ContractSpec.option("TWX", june, seventy, OptionRight.PUT),
                null),
            new RequestedLeg(
                "call",
                Side.SELL,
                1,
                ContractSpec.option("TWX", june, seventy, OptionRight.CALL),
                null)),
        units,
        usd("69.72"),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  static TradeRecord record(int units, TradeState state, Reason reason, List<OrderLine> orders) {
    return new TradeRecord(
        conversion(units),
        state,
        reason,
        7,
        START,
        START.plusMillis(812),
        List.of(),
        orders,
        List.of(
            new TimelineEntry(START.plusMillis(20), "PLACING", null, "entry wave of 3 legs"),
            new TimelineEntry(START.plusMillis(310), "FILL", "stock", "BUY 100 @ 69.58")),
        Map.of("stock", usd("69.60"), "put", usd("1.30"), "call", usd("1.20")));
  }

  /** An entry order that filled at one price, with its fee. */
  static OrderLine filled(String leg, Side side, String quantity, String price, String fee) {
    return order(leg, Purpose.ENTRY, side, quantity, quantity, price, fee);
  }

  static OrderLine order(
      String leg,
      Purpose purpose,
      Side side,
      String quantity,
      String executed,
      String price,
      String fee) {
    OrderRef ref = new OrderRef("twx-0001", leg, purpose, 1);
    boolean complete = quantity.equals(executed);
    String execId = leg + "." + purpose + ".01";
    boolean nothing = executed.equals("0");
    return new OrderLine(
        ref,
        11,
        9001,
        side,
        usd(quantity),
        usd(price),
        complete ? OrderState.FILLED : OrderState.CANCELLED,
        nothing ? List.of() : List.of(new Fill(execId, side, usd(executed), usd(price), VENUE)),
        fee == null ? List.of() : List.of(new Fee(execId, usd(fee), "USD")));
  }

  static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
