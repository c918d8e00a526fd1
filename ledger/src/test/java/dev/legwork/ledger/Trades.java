package dev.legwork.ledger;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.ledger.execution.Registration;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/** Conversions (buy stock, buy put, sell call) and what belongs to them. */
public final class Trades {
  public static final Instant NOON = Instant.parse("2014-06-06T16:00:00.123456Z");
  public static final LocalDate DAY = LocalDate.of(2014, 6, 6);
  public static final int CLIENT = 1;

  private static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);
  private static final PriceIncrements CENT = PriceIncrements.uniform(Decimals.of("0.01"));

  public static final Instrument STOCK = instrument(11, ContractSpec.stock("TWX"));
  public static final Instrument PUT = option(12, OptionRight.PUT);
  public static final Instrument CALL = option(13, OptionRight.CALL);

  private Trades() {}

  public static ExecutionRequest conversion(String id, String account) {
    return conversion(id, account, "TWX");
  }

  public static ExecutionRequest conversion(String id, String account, String underlying) {
    return new ExecutionRequest(
        id,
        account,
        "SFR",
        underlying,
        List.of(
            new RequestedLeg("stock", Side.BUY, 100, STOCK.spec(), null),
            new RequestedLeg("put", Side.BUY, 1, PUT.spec(), null),
            new RequestedLeg("call", Side.SELL, 1, CALL.spec(), null)),
        1,
        Decimals.of("69.72"),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  public static Registration registration(String id, String account) {
    return registration(conversion(id, account), "hash-of-" + id, "run-of-" + id, NOON);
  }

  public static Registration registration(
      ExecutionRequest request, String hash, String run, Instant at) {
    return new Registration(request, hash, "{\"id\":\"" + request.id() + "\"}", run, at);
  }

  /** Registers a conversion named after its account, and answers its id. */
  public static String registered(String account) {
    String id = "trade-" + account;
    TestLedger.ledger().executions().register(registration(id, account));
    return id;
  }

  public static OrderRef ref(String id, String leg, Purpose purpose, int attempt) {
    return new OrderRef(id, leg, purpose, attempt);
  }

  public static Wave entry(String id, String account, long token) {
    return entry(id, account, token, 0);
  }

  public static Wave entry(String id, String account, long token, int floor) {
    return wave(
        id,
        account,
        floor,
        OptionalLong.of(token),
        intent(id, account, "stock", Purpose.ENTRY, 1, Side.BUY, "100"),
        intent(id, account, "put", Purpose.ENTRY, 1, Side.BUY, "1"),
        intent(id, account, "call", Purpose.ENTRY, 1, Side.SELL, "1"));
  }

  /** Sells the stock again; needs no token. */
  public static Wave unwind(String id, String account, int attempt) {
    return wave(
        id,
        account,
        0,
        OptionalLong.empty(),
        intent(id, account, "stock", Purpose.UNWIND, attempt, Side.SELL, "100"));
  }

  /** Sells the stock once the market has fallen; needs no token. */
  public static Wave stop(String id, String account, int attempt) {
    return wave(
        id,
        account,
        0,
        OptionalLong.empty(),
        OrderIntent.stop(
            ref(id, "stock", Purpose.STOP, attempt),
            account,
            STOCK,
            Side.SELL,
            Decimals.of("100"),
            Decimals.of("68"),
            Decimals.of("67.5")));
  }

  public static Wave wave(
      String id, String account, int floor, OptionalLong token, OrderIntent... intents) {
    return new Wave(account, CLIENT, floor, id, List.of(intents), token, 1, DAY);
  }

  public static OrderIntent intent(
      String id,
      String account,
      String leg,
      Purpose purpose,
      int attempt,
      Side side,
      String quantity) {
    Instrument instrument =
        switch (leg) {
          case "stock" -> STOCK;
          case "put" -> PUT;
          default -> CALL;
        };
    return new OrderIntent(
        ref(id, leg, purpose, attempt),
        account,
        instrument,
        side,
        Decimals.of(quantity),
        Decimals.of("1.25"),
        NOON.plusSeconds(45));
  }

  public static Ending ending(TradeState state, ReasonCode code) {
    return new Ending(
        state,
        code == null ? null : new Reason(code, "as it came"),
        List.of(),
        7,
        NOON.plusSeconds(20),
        List.of(new TimelineEntry(NOON, "ENDED", null, state.name())));
  }

  private static Instrument option(long conId, OptionRight right) {
    return instrument(conId, ContractSpec.option("TWX", EXPIRY, Decimals.of("70"), right));
  }

  private static Instrument instrument(long conId, ContractSpec spec) {
    return new Instrument(conId, spec, "SMART", "USD", spec.label(), CENT);
  }
}
