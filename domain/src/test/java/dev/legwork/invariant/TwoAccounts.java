package dev.legwork.invariant;

import static dev.legwork.Conversion.d;

import dev.legwork.Conversion;
import dev.legwork.book.HedgeBook;
import dev.legwork.contract.Instrument;
import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.ForeignPosition;
import dev.legwork.invariant.LedgerTruth.LockHold;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.invariant.LedgerTruth.OpenDivergence;
import dev.legwork.invariant.LedgerTruth.Stop;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.OrderState;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One trade, buy 100 TWX and a 70 put, sell a 70 call, net limit 69.72, as both sides tell it. It
 * begins with a story that fits; each test changes one side.
 */
final class TwoAccounts {
  static final String ACCOUNT = "DU1000001";
  static final String ID = "twx-0001";
  static final Instant START = Instant.parse("2014-06-06T13:45:00Z");
  static final Instant END = START.plusSeconds(30);
  static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");

  final List<BrokerOrder> brokerOrders = new ArrayList<>();
  final List<BrokerFill> brokerFills = new ArrayList<>();
  final List<BrokerPosition> positions = new ArrayList<>();
  final List<LedgerOrder> orders = new ArrayList<>();
  final List<LedgerFill> fills = new ArrayList<>();
  final List<Fee> fees = new ArrayList<>();
  final List<OpenAlert> alerts = new ArrayList<>();
  final List<Stop> stops = new ArrayList<>();
  final List<Fence> fences = new ArrayList<>(List.of(new Fence(ACCOUNT, 7, START)));
  final List<OpenDivergence> divergences = new ArrayList<>();
  final List<ForeignPosition> foreign = new ArrayList<>();
  final List<LedgerTrade> others = new ArrayList<>();
  final Set<String> forced = new HashSet<>();
  List<LockHold> locks;
  BrokerTruth.Extent extent = BrokerTruth.Extent.WHOLE_HISTORY;
  TradeState state = TradeState.WORKING;
  List<Residual> residual = List.of();
  StopStatus stop;
  UnaryOperator<ExecutionReport> reporting = report -> report;
  boolean reported = true;
  private int lastId = 100;

  /** Nothing was placed yet. */
  static TwoAccounts registered() {
    return new TwoAccounts();
  }

  /** All legs filled at their limits, and the trade committed. */
  static TwoAccounts committed() {
    TwoAccounts story = registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "100", "69.60");
    story.fill("put", Purpose.ENTRY, 1, "1", "1.20");
    story.fill("call", Purpose.ENTRY, 1, "1", "1.20");
    story.hold(Conversion.STOCK, "100");
    story.hold(Conversion.PUT, "1");
    story.hold(Conversion.CALL, "-1");
    story.state = TradeState.COMMITTED;
    return story;
  }

  /** Stock filled 60 of 100, the rest was cancelled and proven, and the 60 were sold again. */
  static TwoAccounts unwound() {
    TwoAccounts story = registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    List.of("stock", "put", "call").forEach(leg -> story.cancelled(leg, Purpose.ENTRY, 1));
    story.place("stock", Purpose.UNWIND, 1, "60", "69.20", 10);
    story.fill("stock", Purpose.UNWIND, 1, "60", "69.50");
    story.state = TradeState.UNWOUND;
    return story;
  }

  /** Entry orders of all legs, working. */
  void enterAll() {
    place("stock", Purpose.ENTRY, 1, "100", "69.60", 1);
    place("put", Purpose.ENTRY, 1, "1", "1.20", 1);
    place("call", Purpose.ENTRY, 1, "1", "1.20", 1);
  }

  /** An order that both sides have, stored so many seconds after the start. */
  OrderRef place(
      String leg, Purpose purpose, int attempt, String quantity, String limit, int second) {
    LedgerOrder order = intend(leg, purpose, attempt, quantity, limit, second);
    brokerOrders.add(atBroker(order, order.storedAt().plusMillis(5)));
    return order.ref();
  }

  LedgerOrder intend(
      String leg, Purpose purpose, int attempt, String quantity, String limit, int second) {
    return intend(leg, purpose, attempt, null, quantity, limit, second);
  }

  /** One of several orders that were written in place of one, which both sides have. */
  OrderRef placeChild(
      String leg, Purpose purpose, int attempt, int child, String quantity, String limit, int at) {
    LedgerOrder order = intend(leg, purpose, attempt, child, quantity, limit, at);
    brokerOrders.add(atBroker(order, order.storedAt().plusMillis(5)));
    return order.ref();
  }

  LedgerOrder intend(
      String leg,
      Purpose purpose,
      int attempt,
      Integer child,
      String quantity,
      String limit,
      int second) {
    boolean hedge = leg.equals(HedgeBook.NAME);
    Instrument instrument = hedge ? Conversion.STOCK : Conversion.INSTRUMENTS.get(leg);
    Side entering = hedge ? Side.BUY : REQUEST.leg(leg).action();
    boolean enters = purpose.opens() || purpose == Purpose.HEDGE;
    OrderIntent intent =
        new OrderIntent(
            ref(leg, purpose, attempt),
            ACCOUNT,
            instrument,
            enters ? entering : entering.opposite(),
            d(quantity),
            d(limit),
            null,
            null,
            false,
            child,
            null,
            null,
            null);
    LedgerOrder order =
        new LedgerOrder(
            new PlacedOrder(intent, ++lastId),
            1,
            purpose.opens() ? 7 : 0,
            START.plusSeconds(second),
            WriteOutcome.WRITTEN,
            Verdict.LIVE,
            null);
    orders.add(order);
    return order;
  }

  static BrokerOrder atBroker(LedgerOrder order, Instant receivedAt) {
    OrderIntent intent = order.intent();
    return new BrokerOrder(
        order.ref().toString(),
        order.placed().orderId(),
        order.clientId(),
        9000L + order.placed().orderId(),
        ACCOUNT,
        intent.instrument().conId(),
        intent.instrument().label(),
        intent.side(),
        intent.quantity(),
        intent.limit(),
        BrokerOrder.Life.LIVE,
        BigDecimal.ZERO,
        receivedAt);
  }

  /** A fill on both sides, five seconds after its order was stored; a full one proves the end. */
  void fill(String leg, Purpose purpose, int attempt, String quantity, String price) {
    OrderRef ref = ref(leg, purpose, attempt);
    LedgerOrder order = order(ref);
    Fill fill = fillOf(order, leg + purpose + attempt + ".01", quantity, price);
    brokerFills.add(brokerFill(ref, order.intent().instrument(), fill, "1"));
    fills.add(new LedgerFill(ref, fill, order.storedAt().plusSeconds(5)));
    fees.add(new Fee(fill.execId(), d("1"), "USD"));
    if (fill.quantity().equals(order.intent().quantity())) {
      over(ref, BrokerOrder.Life.ENDED, Verdict.PROVEN_TERMINAL, order.storedAt().plusSeconds(5));
    }
  }

  static Fill fillOf(LedgerOrder order, String execId, String quantity, String price) {
    return new Fill(execId, order.intent().side(), d(quantity), d(price), START);
  }

  static BrokerFill brokerFill(OrderRef ref, Instrument instrument, Fill fill, String fee) {
    return new BrokerFill(
        ref.toString(),
        1,
        0,
        ACCOUNT,
        instrument.conId(),
        instrument.label(),
        fill,
        fee == null ? null : d(fee));
  }

  /** Cancelled at the broker and proven over, eight seconds after it was stored. */
  void cancelled(String leg, Purpose purpose, int attempt) {
    OrderRef ref = ref(leg, purpose, attempt);
    over(
        ref, BrokerOrder.Life.ENDED, Verdict.PROVEN_TERMINAL, order(ref).storedAt().plusSeconds(8));
  }

  void over(OrderRef ref, BrokerOrder.Life life, Verdict verdict, Instant at) {
    change(ref, order -> proven(order, verdict, at));
    changeAtBroker(ref, order -> lived(order, life));
  }

  void change(OrderRef ref, UnaryOperator<LedgerOrder> how) {
    orders.replaceAll(order -> order.ref().equals(ref) ? how.apply(order) : order);
  }

  void changeAtBroker(OrderRef ref, UnaryOperator<BrokerOrder> how) {
    brokerOrders.replaceAll(
        order -> order.orderRef().equals(ref.toString()) ? how.apply(order) : order);
  }

  static LedgerOrder proven(LedgerOrder order, Verdict verdict, Instant at) {
    return new LedgerOrder(
        order.placed(),
        order.clientId(),
        order.fencingToken(),
        order.storedAt(),
        order.written(),
        verdict,
        at);
  }

  static LedgerOrder under(LedgerOrder order, long token) {
    return new LedgerOrder(
        order.placed(),
        order.clientId(),
        token,
        order.storedAt(),
        order.written(),
        order.verdict(),
        order.verdictAt());
  }

  static LedgerOrder storedAt(LedgerOrder order, Instant at) {
    return new LedgerOrder(
        order.placed(),
        order.clientId(),
        order.fencingToken(),
        at,
        order.written(),
        order.verdict(),
        order.verdictAt());
  }

  static BrokerOrder lived(BrokerOrder order, BrokerOrder.Life life) {
    return order(order, order.orderId(), order.limit(), order.quantity(), life, order.permId());
  }

  static BrokerOrder numbered(BrokerOrder order, int orderId) {
    return order(order, orderId, order.limit(), order.quantity(), order.life(), order.permId());
  }

  static BrokerOrder limited(BrokerOrder order, BigDecimal limit) {
    return order(order, order.orderId(), limit, order.quantity(), order.life(), order.permId());
  }

  static BrokerOrder sized(BrokerOrder order, String quantity) {
    return order(order, order.orderId(), order.limit(), d(quantity), order.life(), order.permId());
  }

  static BrokerOrder ofClient(BrokerOrder order, int clientId) {
    return new BrokerOrder(
        order.orderRef(),
        order.orderId(),
        clientId,
        order.permId(),
        order.account(),
        order.conId(),
        order.label(),
        order.side(),
        order.quantity(),
        order.limit(),
        order.life(),
        order.filled(),
        order.receivedAt());
  }

  static BrokerOrder known(BrokerOrder order, long permId) {
    return order(order, order.orderId(), order.limit(), order.quantity(), order.life(), permId);
  }

  private static BrokerOrder order(
      BrokerOrder order,
      int orderId,
      BigDecimal limit,
      BigDecimal quantity,
      BrokerOrder.Life life,
      long permId) {
    return new BrokerOrder(
        order.orderRef(),
        orderId,
        order.clientId(),
        permId,
        order.account(),
        order.conId(),
        order.label(),
        order.side(),
        quantity,
        limit,
        life,
        order.filled(),
        order.receivedAt());
  }

  void hold(Instrument instrument, String quantity) {
    positions.removeIf(row -> row.conId() == instrument.conId());
    positions.add(new BrokerPosition(ACCOUNT, instrument.conId(), instrument.label(), d(quantity)));
  }

  void alert(String code, Residual... held) {
    alerts.add(new OpenAlert(ACCOUNT, ID, code, List.of(held)));
  }

  LedgerOrder order(OrderRef ref) {
    return orders.stream().filter(order -> order.ref().equals(ref)).findFirst().orElseThrow();
  }

  BrokerOrder brokerOrder(OrderRef ref) {
    return brokerOrders.stream()
        .filter(order -> order.orderRef().equals(ref.toString()))
        .findFirst()
        .orElseThrow();
  }

  static OrderRef ref(String leg, Purpose purpose, int attempt) {
    return new OrderRef(ID, leg, purpose, attempt);
  }

  /** What is found when nothing is under way. */
  List<Violation> found() {
    return found(Moment.settled(END));
  }

  List<Violation> found(Moment moment) {
    return Invariants.check(broker(), ledger(), moment);
  }

  BrokerTruth broker() {
    return new BrokerTruth(brokerOrders, brokerFills, positions, extent);
  }

  LedgerTruth ledger() {
    List<LedgerTrade> trades = new ArrayList<>(others);
    trades.addFirst(trade());
    return new LedgerTruth(
        trades, alerts, fences, divergences, foreign, forced, Optional.ofNullable(locks), stops);
  }

  LedgerTrade trade() {
    boolean ended = state.isEnding();
    ExecutionReport report =
        ended && reported ? reporting.apply(ExecutionReport.of(record(), 1)) : null;
    return new LedgerTrade(
        REQUEST,
        state,
        reason(),
        residual,
        7,
        START,
        ended ? END : null,
        orders,
        fills,
        fees,
        report,
        null,
        stop);
  }

  /** The report as the report's own arithmetic makes it. */
  TradeRecord record() {
    List<OrderLine> lines =
        orders.stream()
            .map(
                order ->
                    new OrderLine(
                        order.ref(),
                        order.placed().orderId(),
                        0,
                        order.intent().side(),
                        order.intent().quantity(),
                        order.intent().limit(),
                        OrderState.WORKING,
                        fills.stream()
                            .filter(row -> row.ref().equals(order.ref()))
                            .map(LedgerFill::fill)
                            .toList(),
                        fees.stream()
                            .filter(
                                fee ->
                                    fills.stream()
                                        .anyMatch(
                                            row ->
                                                row.ref().equals(order.ref())
                                                    && row.fill().execId().equals(fee.execId())))
                            .toList()))
            .toList();
    return new TradeRecord(
        REQUEST, state, reason(), 7, START, END, residual, lines, List.of(), Map.of());
  }

  private Reason reason() {
    return state == TradeState.COMMITTED ? null : new Reason(ReasonCode.TIMEOUT, "too late");
  }
}
