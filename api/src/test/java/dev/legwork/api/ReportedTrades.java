package dev.legwork.api;

import static dev.legwork.api.ApiProcess.LEDGER;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.execution.Registration;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Conversions of one day that went their way, as a worker stores them. */
final class ReportedTrades {
  /** Of this process, and nobody else trades it. */
  static final String ACCOUNT = "U7654321";

  private static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);
  private static final BigDecimal STRIKE = Decimals.of("70");

  private static final Map<String, Quote> QUOTES =
      Map.of(
          "stock", quote("69.58", "69.60"),
          "put", quote("1.26", "1.30"),
          "call", quote("1.20", "1.26"));

  private final Instant accepted;

  /**
   * @param day e.g. 2014-06-06; tests keep apart by it
   */
  ReportedTrades(String day) {
    accepted = Instant.parse(day + "T13:45:00Z");
  }

  /** Committed at 69.58 + 1.32 − 1.21, where 69.60 + 1.30 − 1.20 was expected. */
  String committed(String id) {
    begin(id);
    filled(id, "stock", Purpose.ENTRY, Side.BUY, "100", "69.58", "1.00", 310);
    filled(id, "put", Purpose.ENTRY, Side.BUY, "1", "1.32", "0.65", 420);
    filled(id, "call", Purpose.ENTRY, Side.SELL, "1", "1.21", "0.66", 500);
    end(id, TradeState.COMMITTED, null);
    return id;
  }

  /** Stock and put were bought at 69.60 and 1.30, and sold again at 69.57 and 1.26. */
  String unwound(String id) {
    begin(id);
    filled(id, "stock", Purpose.ENTRY, Side.BUY, "100", "69.60", "1.00", 310);
    filled(id, "put", Purpose.ENTRY, Side.BUY, "1", "1.30", "0.65", 420);
    heard(
        id,
        5_330,
        new OrderEvent.StatusReported(
            ref(id, "call", Purpose.ENTRY), OrderStatus.CANCELLED, BigDecimal.ZERO, 4711));
    store(
        id,
        Map.of(),
        intent(id, "stock", Purpose.UNWIND, Side.SELL, "100", "69.50"),
        intent(id, "put", Purpose.UNWIND, Side.SELL, "1", "1.20"));
    filled(id, "stock", Purpose.UNWIND, Side.SELL, "100", "69.57", "1.15", 5_600);
    filled(id, "put", Purpose.UNWIND, Side.SELL, "1", "1.26", "0.65", 5_700);
    end(id, TradeState.UNWOUND, new Reason(ReasonCode.TIMEOUT, "</script><b>5 s</b> are over"));
    return id;
  }

  private void begin(String id) {
    ExecutionRequest request =
        new ExecutionRequest(
            id,
            ACCOUNT,
            "SFR",
            "TWX",
            List.of(
                new RequestedLeg("stock", Side.BUY, 100, spec("stock"), null),
                new RequestedLeg("put", Side.BUY, 1, spec("put"), null),
                new RequestedLeg("call", Side.SELL, 1, spec("call"), null)),
            1,
            Decimals.of("69.72"),
            Placing.PARALLEL,
            Pricing.LIMIT,
            Timeouts.DEFAULT);
    LEDGER
        .executions()
        .register(new Registration(request, "hash-of-" + id, "{}", "run-of-" + id, accepted));
    store(
        id,
        QUOTES,
        intent(id, "stock", Purpose.ENTRY, Side.BUY, "100", "69.61"),
        intent(id, "put", Purpose.ENTRY, Side.BUY, "1", "1.32"),
        intent(id, "call", Purpose.ENTRY, Side.SELL, "1", "1.20"));
  }

  private void store(String id, Map<String, Quote> quotes, OrderIntent... intents) {
    List<OrderIntent> orders = List.of(intents);
    LEDGER
        .intents()
        .storeWave(
            new Wave(
                ACCOUNT,
                1,
                0,
                id,
                orders,
                OptionalLong.of(1),
                1,
                LocalDate.of(2014, 6, 6),
                quotes.isEmpty()
                    ? Map.of()
                    : Map.of(
                        "stock", Decimals.of("69.60"),
                        "put", Decimals.of("1.30"),
                        "call", Decimals.of("1.20")),
                0,
                GuardLimits.NONE,
                List.of(),
                quotes));
    LEDGER
        .intents()
        .recordWritten(
            orders.stream().map(OrderIntent::ref).toList(),
            WriteOutcome.WRITTEN,
            accepted.plusMillis(quotes.isEmpty() ? 5_400 : 35));
  }

  private static OrderIntent intent(
      String id, String leg, Purpose purpose, Side side, String quantity, String limit) {
    Instrument instrument =
        new Instrument(
            leg.hashCode() & 0xffff,
            spec(leg),
            "SMART",
            "USD",
            "TWX",
            PriceIncrements.uniform(Decimals.of("0.01")));
    return new OrderIntent(
        ref(id, leg, purpose),
        ACCOUNT,
        instrument,
        side,
        Decimals.of(quantity),
        Decimals.of(limit),
        null);
  }

  private void filled(
      String id,
      String leg,
      Purpose purpose,
      Side side,
      String quantity,
      String price,
      String fee,
      long millis) {
    OrderRef ref = ref(id, leg, purpose);
    String execId = id + leg + purpose + ".01";
    BigDecimal all = Decimals.of(quantity);
    Fill fill = new Fill(execId, side, all, Decimals.of(price), accepted.plusMillis(millis));
    heard(
        id,
        millis,
        new OrderEvent.Filled(ref, fill, all, 4711),
        new OrderEvent.StatusReported(ref, OrderStatus.FILLED, all, 4711),
        new OrderEvent.CommissionReported(ref, execId, Decimals.of(fee), "USD"));
  }

  private void heard(String id, long millis, OrderEvent... events) {
    List<Received> received = new ArrayList<>();
    for (OrderEvent event : events) {
      received.add(new Received.Ours(accepted.plusMillis(millis), event));
    }
    LEDGER.inbox().append(ACCOUNT, received);
  }

  private void end(String id, TradeState state, Reason reason) {
    List<TimelineEntry> told =
        List.of(
            new TimelineEntry(
                accepted.plusMillis(20), "PLACING", null, "executable net 69.70, netLimit 69.72"),
            new TimelineEntry(accepted.plusMillis(310), "FILL", "stock", "BUY 100"),
            new TimelineEntry(
                accepted.plusMillis(520),
                state == TradeState.COMMITTED ? "DECIDED_COMMIT" : "DECIDED_WITHDRAW",
                null,
                "<b>as it came</b>"));
    LEDGER
        .endings()
        .finish(id, new Ending(state, reason, List.of(), 1, accepted.plusMillis(5_812), told));
  }

  private static ContractSpec spec(String leg) {
    return switch (leg) {
      case "stock" -> ContractSpec.stock("TWX");
      case "put" -> ContractSpec.option("TWX", EXPIRY, STRIKE, OptionRight.PUT);
      default -> ContractSpec.option("TWX", EXPIRY, STRIKE, OptionRight.CALL);
    };
  }

  private static OrderRef ref(String id, String leg, Purpose purpose) {
    return new OrderRef(id, leg, purpose, 1);
  }

  private static Quote quote(String bid, String ask) {
    BigDecimal size = Decimals.of(500);
    return Quote.of(Decimals.of(bid), size, Decimals.of(ask), size);
  }
}
