package dev.legwork.ledger.stop;

import static dev.legwork.ledger.Trades.DAY;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.guard.SessionLimits;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trades with a protective stop on the stock, on a real PostgreSQL. */
class GuardedTradesTest {
  private static final Instant LATER = NOON.plusSeconds(90);

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = "guarded-" + account;
  private final OrderRef stopOrder = ref(id, "stock", Purpose.STOP, 1);
  private int fills;

  @Test
  void isArmedWithTheEndingAlsoWhereUnitsOrAnOverFillAreKept() {
    entered(true);
    finish(committed());
    assertThat(state()).isEqualTo(StopState.ARMING);

    String over = "over-" + account;
    entered(over, true);
    ledger
        .endings()
        .finish(
            over,
            new Ending(
                TradeState.RESIDUAL,
                new Reason(ReasonCode.OVER_FILLED, "10 too many"),
                List.of(new Residual(Trades.STOCK, Decimals.of("10"))),
                3,
                NOON,
                List.of()));
    assertThat(ledger.stops().find(over)).isPresent();

    String undone = "undone-" + account;
    entered(undone, true);
    ledger
        .endings()
        .finish(
            undone,
            new Ending(
                TradeState.RESIDUAL,
                new Reason(ReasonCode.UNWIND_EXHAUSTED, "no buyer"),
                List.of(new Residual(Trades.STOCK, Decimals.of("100"))),
                3,
                NOON,
                List.of()));
    assertThat(ledger.stops().find(undone)).isEmpty();
  }

  /** fault O7: the stop filled late, beside the exit that had left the position. */
  @Test
  void keepsTheAlertAboutALateFillOpenWhileThePositionRemains() {
    exited();
    fill(stopOrder, Side.SELL, "100");
    assertThat(openAlerts()).containsExactly("LATE_EXECUTION");

    ledger.endings().alert(account, id, critical("STOP_RESIDUAL"), LATER);
    ledger.endings().alert(account, id, critical("STOP_INCOMPLETE"), LATER);
    assertThat(openAlerts())
        .containsExactlyInAnyOrder("LATE_EXECUTION", "STOP_RESIDUAL", "STOP_INCOMPLETE");
    assertThat(ledger.trades().details(id).orElseThrow().beyondEnding())
        .containsExactly(new Residual(Trades.STOCK, Decimals.of("-100")));

    told(status().in(StopState.INCOMPLETE, "no seller", LATER));
    assertThat(openAlerts()).contains("STOP_RESIDUAL", "STOP_INCOMPLETE");

    OrderRef back = ref(id, "stock", Purpose.UNWIND, 2);
    unwind(2, Side.BUY);
    fill(back, Side.BUY, "100");
    told(status().over(StopState.EXITED, "turned back", LATER, List.of()));
    assertThat(openAlerts()).isEmpty();
  }

  /** A guarded trade is no settled one: what is critical about it stays. */
  @Test
  void closesNoCriticalAlertOfAGuardedTradeAsItIsStored() {
    armed();
    List<String> codes =
        List.of("ORDER_UNPROVEN", "UNWIND_BLOCKED", "LATE_EXECUTION", "PROOF_CONTRADICTED");

    codes.forEach(code -> ledger.endings().alert(account, id, critical(code), LATER));
    assertThat(openAlerts()).containsExactlyInAnyOrderElementsOf(codes);

    told(status().in(StopState.EXITING, "as asked", LATER));
    assertThat(openAlerts()).containsExactlyInAnyOrderElementsOf(codes);

    told(status().in(StopState.ARMED, "as before", LATER));
    assertThat(openAlerts()).isEmpty();
  }

  @Test
  void seesALateEntryOfAGuardedTrade() {
    armed();
    fill(ref(id, "stock", Purpose.ENTRY, 1), Side.BUY, "10");

    assertThat(ledger.trades().details(id).orElseThrow().beyondEnding())
        .containsExactly(new Residual(Trades.STOCK, Decimals.of("10")));
    assertThat(openAlerts()).containsExactly("LATE_EXECUTION");
    told(status().in(StopState.ARMED, "not seen yet", LATER));
    assertThat(openAlerts()).containsExactly("LATE_EXECUTION");
  }

  @Test
  void takesNoFillOfAStandingStopForALateOne() {
    armed();
    fill(stopOrder, Side.SELL, "100");

    assertThat(openAlerts()).isEmpty();
    assertThat(ledger.trades().details(id).orElseThrow().beyondEnding()).isEmpty();
  }

  /** fault Y2: what a person asks is stored until the stop has taken it up. */
  @Test
  void remembersWhatAPersonAsksUntilItIsAnswered() {
    armed();
    StopWish wish = new StopWish(StopWish.Kind.EXIT, "ann", "earnings", "w1");

    assertThat(ledger.stops().ask(id, wish)).isTrue();
    told(status().answering("w0"));
    assertThat(ledger.stops().asked(id)).contains(wish);
    assertThat(ledger.stops().withWishes(account, 10)).containsExactly(id);

    told(status().answering("w1"));
    assertThat(ledger.stops().asked(id)).isEmpty();
    assertThat(ledger.stops().withWishes(account, 10)).isEmpty();
  }

  @Test
  void countsAStopsLossInTheDaysLossAndFreesTheCapitalOnceAllIsLeft() {
    armed();
    assertThat(loss()).isEqualTo("0");
    assertThat(ledger.limits().reservations(account)).hasSize(1);

    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    unwind(1, Side.SELL);
    sell("1.05");
    assertThat(loss()).isEqualTo("20");
    told(status().over(StopState.EXITED, "left", LATER, List.of()));
    assertThat(ledger.limits().reservations(account))
        .extracting(SessionLimits.Reservation::executionId)
        .as("the options are still held")
        .containsExactly(id);

    leaveOptions();
    told(status().over(StopState.EXITED, "left", LATER, List.of()));
    assertThat(ledger.limits().reservations(account)).isEmpty();
  }

  @Test
  void flatteningAsksOfEachTradeThatHoldsSomethingAndOnlyOnce() {
    armed();
    String bare = "bare-" + account;
    entered(bare, false);
    ledger.endings().finish(bare, committed());
    String empty = "empty-" + account;
    ledger.executions().register(Trades.registration(empty, account));
    ledger.endings().finish(empty, Trades.ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));

    assertThat(flatten("f1")).containsExactlyInAnyOrder(id, bare);
    assertThat(flatten("f2")).isEmpty();
    assertThat(ledger.switches().of(account)).singleElement().matches(one -> one.flattens());
    assertThat(ledger.stops().asked(bare).orElseThrow().kind()).isEqualTo(StopWish.Kind.FLATTEN);
    assertThat(ledger.stops().ask(id, new StopWish(StopWish.Kind.CANCEL, "bob", "no", "w9")))
        .as("nothing takes the place of what flattens")
        .isFalse();

    StopWish asked = ledger.stops().asked(id).orElseThrow();
    told(status().closingAll().answering(asked.id()).in(StopState.EXITING, "", LATER));
    assertThat(flatten("f3")).as("it is being closed").isEmpty();
    assertThat(ledger.stops().flattened(account))
        .extracting(FlattenedTrade::executionId)
        .containsExactlyInAnyOrder(id, bare);
  }

  /** The trade was in the market at the switch, and commits a moment later. */
  @Test
  void flattensWhatEndsWhileTheSwitchStands() {
    entered(true);
    flatten("f1");
    assertThat(ledger.stops().asked(id)).isEmpty();

    finish(committed());
    assertThat(ledger.stops().asked(id).orElseThrow().kind()).isEqualTo(StopWish.Kind.FLATTEN);

    String after = "after-" + account;
    ledger
        .switches()
        .clear(
            dev.legwork.guard.AccountSwitch.Kind.KILL_SWITCH, Set.of(account), "", "ann", "done");
    entered(after, false);
    ledger.endings().finish(after, committed());
    assertThat(ledger.stops().find(after)).isEmpty();
  }

  @Test
  void theResidualOfAFlattenedTradeIsNoneAnyMore() {
    entered(false);
    finish(
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.UNWIND_EXHAUSTED, "no buyer"),
            List.of(
                new Residual(Trades.STOCK, Decimals.of("100")),
                new Residual(Trades.PUT, Decimals.of("1")),
                new Residual(Trades.CALL, Decimals.of("-1"))),
            3,
            NOON,
            List.of()));
    assertThat(openAlerts()).containsExactly("RESIDUAL_POSITION");
    assertThat(flatten("f1")).containsExactly(id);

    told(status().closingAll().in(StopState.EXITING, "", LATER));
    unwind(1, Side.SELL);
    sell("1.25");
    leaveOptions();
    told(status().over(StopState.EXITED, "flat", LATER, List.of()));

    assertThat(openAlerts()).isEmpty();
    assertThat(ledger.limits().facts(account, DAY).unsettled()).isEmpty();
  }

  private List<String> flatten(String order) {
    return ledger.switches().flatten(Set.of(account), "ann", "get out", order, LATER);
  }

  private String loss() {
    return ledger.limits().facts(account, DAY).loss().stripTrailingZeros().toPlainString();
  }

  private void exited() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    unwind(1, Side.SELL);
    sell("1.05");
    told(status().over(StopState.EXITED, "left", LATER, List.of()));
    assertThat(openAlerts()).isEmpty();
  }

  private void sell(String price) {
    fill(ref(id, "stock", Purpose.UNWIND, 1), Side.SELL, "100", price);
  }

  private void leaveOptions() {
    ledger
        .intents()
        .storeWave(
            Trades.wave(
                id,
                account,
                0,
                java.util.OptionalLong.empty(),
                Trades.intent(id, account, "put", Purpose.UNWIND, 1, Side.SELL, "1"),
                Trades.intent(id, account, "call", Purpose.UNWIND, 1, Side.BUY, "1")));
    fill(ref(id, "put", Purpose.UNWIND, 1), Side.SELL, "1");
    fill(ref(id, "call", Purpose.UNWIND, 1), Side.BUY, "1");
  }

  private void unwind(int attempt, Side side) {
    ledger
        .intents()
        .storeWave(
            Trades.wave(
                id,
                account,
                0,
                java.util.OptionalLong.empty(),
                Trades.intent(id, account, "stock", Purpose.UNWIND, attempt, side, "100")));
  }

  private void armed() {
    entered(true);
    finish(committed());
    ledger.intents().storeWave(Trades.stop(id, account, 1));
    told(status().numbered(1).in(StopState.ARMED, "", LATER));
  }

  private void entered(boolean guarded) {
    entered(id, guarded);
  }

  private void entered(String trade, boolean guarded) {
    ExecutionRequest request = Trades.conversion(trade, account);
    if (guarded) {
      request =
          request.with(
              ProtectiveStop.ofLeg(
                  "stock", Decimals.of("68"), Decimals.of("67.5"), Duration.ofSeconds(5)));
    }
    ledger
        .executions()
        .register(Trades.registration(request, "hash-" + trade, "run-" + trade, NOON));
    ledger.intents().storeWave(entry(trade, account, 3));
    fill(ref(trade, "stock", Purpose.ENTRY, 1), Side.BUY, "100");
    fill(ref(trade, "put", Purpose.ENTRY, 1), Side.BUY, "1");
    fill(ref(trade, "call", Purpose.ENTRY, 1), Side.SELL, "1");
  }

  private static Ending committed() {
    return new Ending(TradeState.COMMITTED, null, List.of(), 3, NOON.minusSeconds(5), List.of());
  }

  private void finish(Ending ending) {
    ledger.endings().finish(id, ending);
  }

  private StopState state() {
    return status().state();
  }

  private StopStatus status() {
    return ledger.stops().find(id).orElseThrow().status();
  }

  private void told(StopStatus status) {
    ledger.endings().stopped(id, status, LATER);
  }

  private static Alert critical(String code) {
    return new Alert(Alert.Severity.CRITICAL, code, "as it came", List.of());
  }

  private void fill(OrderRef order, Side side, String quantity) {
    fill(order, side, quantity, "1.25");
  }

  private void fill(OrderRef order, Side side, String quantity, String price) {
    Fill fill =
        new Fill(
            order + "." + ++fills + ".01", side, Decimals.of(quantity), Decimals.of(price), NOON);
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(LATER, new OrderEvent.Filled(order, fill, fill.quantity(), 9))));
  }

  private List<String> openAlerts() {
    return ledger.alerts().ofExecution(id).stream()
        .filter(StoredAlert::isOpen)
        .map(stored -> stored.alert().code())
        .toList();
  }
}
