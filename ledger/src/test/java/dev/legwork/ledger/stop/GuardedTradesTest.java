package dev.legwork.ledger.stop;

import static dev.legwork.ledger.Trades.DAY;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.book.TradeBook;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.guard.SessionLimits;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
    assertThat(ledger.limits().facts(account, DAY).unsettled()).containsExactly(id);

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

    ledger
        .switches()
        .set(AccountSwitch.Kind.KILL_SWITCH, Set.of(account), "", "carol", "seen enough");

    assertThat(flatten("f1")).containsExactlyInAnyOrder(id, bare);
    assertThat(flatten("f2")).isEmpty();
    assertThat(ledger.switches().of(account))
        .singleElement()
        .as("set by one person, flattened by another")
        .satisfies(one -> assertThat(one.operator()).isEqualTo("carol"))
        .extracting(AccountSwitch::flattening)
        .isEqualTo(new AccountSwitch.Flattening("ann", "get out"));
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
    ledger.switches().set(AccountSwitch.Kind.KILL_SWITCH, Set.of(account), "", "bob", "stop");
    flatten("f1");
    assertThat(ledger.stops().asked(id)).isEmpty();

    finish(committed());
    StopWish asked = ledger.stops().asked(id).orElseThrow();
    assertThat(asked.kind()).isEqualTo(StopWish.Kind.FLATTEN);
    assertThat(asked.text()).as("who flattened, not who had set the switch").contains("ann");

    String after = "after-" + account;
    ledger.switches().clear(AccountSwitch.Kind.KILL_SWITCH, Set.of(account), "", "ann", "done");
    entered(after, false);
    ledger.endings().finish(after, committed());
    assertThat(ledger.stops().find(after)).isEmpty();
  }

  /** It looked for a switch a moment before there was one, and is stored a moment after. */
  @Test
  void flattensWhatIsEndingAtTheMomentOfTheSwitch() throws Exception {
    entered(false);
    CountDownLatch ends = new CountDownLatch(1);
    CountDownLatch stored = new CountDownLatch(1);
    Thread trade =
        Thread.startVirtualThread(
            () ->
                TestLedger.database()
                    .others()
                    .write(
                        "an ending that takes its time",
                        () -> {
                          finish(committed());
                          ends.countDown();
                          return await(stored);
                        }));
    ends.await();
    List<String> asked = new ArrayList<>();
    Thread person = Thread.startVirtualThread(() -> asked.addAll(flatten("f1")));
    assertThat(person.join(Duration.ofMillis(300))).as("waits for the ending").isFalse();
    stored.countDown();
    trade.join();
    person.join();

    assertThat(asked).containsExactly(id);
  }

  private static Void await(CountDownLatch latch) {
    try {
      latch.await();
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The stock was closed by hand, and its stop stood down; the options are still there. */
  @Test
  void flattensTheOtherLegsOfATradeWhoseStopStoodDown() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    told(status().over(StopState.CLOSED_BY_OTHERS, "gone", LATER, stock("100")));

    assertThat(flatten("f1")).containsExactly(id);
  }

  @Test
  void leavesATradeAloneOfWhichNothingIsThereAnyMore() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    List<Residual> all =
        List.of(
            new Residual(Trades.STOCK, Decimals.of("100")),
            new Residual(Trades.PUT, Decimals.of("1")),
            new Residual(Trades.CALL, Decimals.of("-1")));
    told(status().over(StopState.CLOSED_BY_OTHERS, "gone", LATER, all));

    assertThat(flatten("f1")).isEmpty();
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

  /** A person ended the stop while it was leaving the stock: nobody else would know of the rest. */
  @Test
  void tellsExactlyWhatIsLeftByAPersonWhoEndsAStopMidway() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    unwind(1, Side.SELL);
    fill(ref(id, "stock", Purpose.UNWIND, 1), Side.SELL, "60");
    ledger.endings().alert(account, id, critical("STOP_INCOMPLETE"), LATER);
    ledger.intents().markOver(ref(id, "stock", Purpose.UNWIND, 1), Verdict.PROVEN_TERMINAL);

    told(status().over(StopState.CANCELLED, "by ann: enough", LATER, stock("-60")));

    assertThat(openAlerts()).containsExactly("RESIDUAL_POSITION");
    assertThat(residualAlert().residual()).isEqualTo(stock("-60"));
    assertThat(residualAlert().text())
        .contains("CANCELLED: by ann: enough")
        .contains("holds 40 TWX")
        .contains("To close it: BUY 60 TWX.");
    assertThat(ledger.limits().facts(account, DAY).unsettled()).containsExactly(id);
  }

  @Test
  void tellsNothingOfWholeUnitsWhoseStopAPersonEnded() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);

    told(status().over(StopState.CANCELLED, "by ann: enough", LATER, List.of()));

    assertThat(openAlerts()).isEmpty();
  }

  /** Ten shares too many stay a person's, and ten too few are nobody's once the others are sold. */
  @Test
  void anExitLeavesOfTheResidualWhatIsStillThere() {
    keptWith("110", "10");
    unwind(1, Side.SELL);
    sell("1.25");
    told(status().over(StopState.EXITED, "sold", LATER, List.of()));
    assertThat(residualAlert().residual()).isEqualTo(stock("10"));
  }

  @Test
  void anExitClosesTheAlertAboutWhatWasMissing() {
    keptWith("90", "-10");
    unwind(1, Side.SELL, "90");
    fill(ref(id, "stock", Purpose.UNWIND, 1), Side.SELL, "90");
    told(status().over(StopState.EXITED, "sold", LATER, List.of()));
    assertThat(openAlerts()).isEmpty();
  }

  /** Kept with so much stock, so much more than was asked for. */
  private void keptWith(String shares, String more) {
    entered(id, true, shares);
    ledger.intents().markOver(ref(id, "stock", Purpose.ENTRY, 1), Verdict.PROVEN_TERMINAL);
    finish(
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "not as asked"),
            stock(more),
            3,
            NOON.minusSeconds(5),
            List.of()));
    assertThat(residualAlert().residual()).isEqualTo(stock(more));
  }

  private static List<Residual> stock(String position) {
    return List.of(new Residual(Trades.STOCK, Decimals.of(position)));
  }

  private Alert residualAlert() {
    return ledger.alerts().ofExecution(id).stream()
        .filter(stored -> stored.isOpen() && stored.alert().code().equals("RESIDUAL_POSITION"))
        .map(StoredAlert::alert)
        .findFirst()
        .orElseThrow();
  }

  /** Of an exit that nobody trades with for days. */
  @Test
  void tellsItsWorkflowNothingOfAttemptsThatExecutedNothingLongAgo() {
    armed();
    ledger.intents().markOver(stopOrder, Verdict.PROVEN_TERMINAL);
    for (int attempt = 1; attempt <= 4; attempt++) {
      unwind(attempt, Side.SELL, attempt > 2 ? "90" : "100");
      if (attempt == 2) {
        fill(ref(id, "stock", Purpose.UNWIND, attempt), Side.SELL, "10");
      }
      ledger.intents().markOver(ref(id, "stock", Purpose.UNWIND, attempt), Verdict.PROVEN_TERMINAL);
    }
    TradeDetails trade = ledger.trades().details(id).orElseThrow();

    OrderSnapshot told = trade.knownWithoutSpent(Instant.now().plusSeconds(60));

    assertThat(told.placed())
        .extracting(order -> order.ref())
        .filteredOn(ref -> ref.purpose() == Purpose.UNWIND)
        .extracting(OrderRef::attempt)
        .containsExactly(2, 4);
    assertThat(TradeBook.of(trade.execution().request()).with(told).leg("stock").net())
        .isEqualTo(trade.book().leg("stock").net());
    assertThat(trade.knownWithoutSpent(Instant.EPOCH)).isEqualTo(trade.known());
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
    unwind(attempt, side, "100");
  }

  private void unwind(int attempt, Side side, String quantity) {
    ledger
        .intents()
        .storeWave(
            Trades.wave(
                id,
                account,
                0,
                java.util.OptionalLong.empty(),
                Trades.intent(id, account, "stock", Purpose.UNWIND, attempt, side, quantity)));
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
    entered(trade, guarded, "100");
  }

  private void entered(String trade, boolean guarded, String shares) {
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
    fill(ref(trade, "stock", Purpose.ENTRY, 1), Side.BUY, shares);
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
