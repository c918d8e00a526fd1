package dev.legwork.ledger.trade;

import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.ending;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.unwind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Endings that a recovery stores, on a real PostgreSQL. */
class SettledEndingsTest {
  private static final Instant LATER = NOON.plusSeconds(90);

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final OrderRef stock = new OrderRef(id, "stock", Purpose.ENTRY, 1);

  @Test
  void replacesTheEndingAndKeepsTheFormerOne() {
    Ending former = ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT);
    ledger.endings().finish(id, former);

    ledger.endings().settle(id, unwound(), LATER);

    assertThat(ledger.executions().find(id).orElseThrow().ending()).contains(unwound());
    assertThat(ledger.executions().formerEndings(id))
        .singleElement()
        .satisfies(kept -> assertThat(kept.hasOutcomeOf(former)).isTrue());
    assertThat(ledger.reports().find(id).orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void storesTheFirstEndingOfATradeThatVanished() {
    ledger.endings().settle(id, unwound(), LATER);

    assertThat(ledger.executions().find(id).orElseThrow().ending()).contains(unwound());
    assertThat(ledger.executions().formerEndings(id)).isEmpty();
    assertThat(ledger.reports().find(id)).isPresent();
  }

  @Test
  void settlingManyTimesAtOnceIsSettlingOnce() throws Exception {
    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));

    AtOnce.run(
        6,
        caller -> {
          ledger.endings().settle(id, unwound(), LATER);
          return caller;
        });

    assertThat(ledger.executions().formerEndings(id)).hasSize(1);
    assertThat(ledger.reports().find(id).orElseThrow().revision()).isEqualTo(2);
  }

  private static Ending by(int recoveries, Instant at) {
    Ending ending = unwound();
    List<TimelineEntry> timeline = new ArrayList<>(ending.timeline());
    for (int n = 0; n < recoveries; n++) {
      timeline.add(new TimelineEntry(at, "RECOVERY", null, "late"));
    }
    return new Ending(
        ending.state(), ending.reason(), ending.residual(), ending.fencingToken(), at, timeline);
  }

  /** fault Y6: the step was stored, and its workflow lost its answer. */
  @Test
  void aStepThatIsTakenAgainLaterReplacesNothingAndAnotherRecoveryDoes() {
    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));
    ledger.endings().settle(id, by(1, LATER), LATER);

    ledger.endings().settle(id, by(1, LATER.plusSeconds(2)), LATER);
    assertThat(ledger.executions().formerEndings(id)).hasSize(1);
    assertThat(ledger.executions().find(id).orElseThrow().finishedAt()).isEqualTo(LATER);

    ledger.endings().settle(id, by(2, LATER.plusSeconds(60)), LATER);
    assertThat(ledger.executions().formerEndings(id)).hasSize(2);
  }

  @Test
  void theTradesOwnEndingNeverReplacesWhatARecoverySettled() {
    ledger.endings().settle(id, unwound(), LATER);

    ledger.endings().finish(id, ending(TradeState.COMMITTED, null));

    assertThat(ledger.executions().find(id).orElseThrow().state()).isEqualTo(TradeState.UNWOUND);
  }

  @Test
  void closesTheAlertsThatAreSettledAndLeavesOthers() {
    open("HOLDER_VANISHED", "EXECUTION_VANISHED", "LATE_EXECUTION", "LOCK_HELD_LONG");

    ledger.endings().settle(id, unwound(), LATER);

    assertThat(openAlerts()).containsExactly("LOCK_HELD_LONG");
  }

  @Test
  void closesWhatIsOverWithTheTradesOwnEnding() {
    open(
        "ORDER_UNPROVEN",
        "UNWIND_BLOCKED",
        "PROOF_CONTRADICTED",
        "TWO_INCARNATIONS",
        "LOCK_HELD_LONG");

    ledger.endings().finish(id, unwound());

    assertThat(openAlerts()).containsExactly("LOCK_HELD_LONG");
  }

  /** A desk that starts anew sees the order's two permIds again, long after the trade. */
  @Test
  void whatADeskSeesOfATradeThatIsSettledIsOverAtOnce() {
    ledger.endings().finish(id, unwound());

    ledger.endings().alert(account, id, alert("TWO_INCARNATIONS"), LATER);

    assertThat(openAlerts()).isEmpty();
  }

  @Test
  void whatADeskSeesAgainInTheSameWordsIsNothingNew() {
    ledger.endings().alert(account, id, alert("TWO_INCARNATIONS"), NOON);
    long first = ledger.alerts().ofExecution(id).getFirst().id();
    ledger.alerts().acknowledge(first, "ann", null, NOON);

    ledger.endings().alert(account, id, alert("TWO_INCARNATIONS"), LATER);

    assertThat(ledger.alerts().find(first).orElseThrow().acknowledgedBy()).isEqualTo("ann");
  }

  @Test
  void closesNothingAsOverWhileAnOrderOfTheTradeLives() {
    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));
    ledger.intents().storeWave(unwind(id, account, 1));
    open("TWO_INCARNATIONS");

    ledger.endings().closeOver(id, LATER);
    assertThat(openAlerts()).containsExactly("TWO_INCARNATIONS");

    ledger.intents().markOver(new OrderRef(id, "stock", Purpose.UNWIND, 1), Verdict.PROVEN_ABSENT);
    ledger.endings().closeOver(id, LATER);
    assertThat(openAlerts()).isEmpty();
  }

  @Test
  void keepsAlertsOpenAtAnEndingThatTheOrdersContradict() {
    placeAndFillStock();
    open("ORDER_UNPROVEN");

    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));

    assertThat(openAlerts()).containsExactly("ORDER_UNPROVEN");
  }

  /** The database was away, and the trade ended before it could tell what had held it up. */
  @Test
  void anAlertThatIsStoredAfterTheEndingIsOver() {
    ledger.endings().finish(id, unwound());

    ledger.endings().alert(account, id, alert("ORDER_UNPROVEN"), LATER);

    assertThat(ledger.alerts().ofExecution(id))
        .extracting(stored -> stored.alert().code(), StoredAlert::isOpen)
        .containsExactly(tuple("ORDER_UNPROVEN", false));
  }

  @Test
  void theSameAlertOfATradeStaysSeenWhileItsFactsAreTheSame() {
    ledger.endings().alert(account, id, alert("UNWIND_BLOCKED"), NOON);
    long first = ledger.alerts().ofExecution(id).getFirst().id();
    ledger.alerts().acknowledge(first, "ann", null, NOON);

    ledger.endings().alert(account, id, alert("UNWIND_BLOCKED"), LATER);

    assertThat(ledger.alerts().find(first).orElseThrow().acknowledgedBy()).isEqualTo("ann");

    ledger
        .endings()
        .alert(
            account,
            id,
            new Alert(Alert.Severity.CRITICAL, "UNWIND_BLOCKED", "ten waves", List.of()),
            LATER);

    assertThat(ledger.alerts().find(first).orElseThrow().acknowledgedBy()).isNull();
  }

  @Test
  void storesAnAlertOfATradeThatNobodyHasRegistered() {
    ledger.endings().alert(account, "nobody-" + id, alert("SESSION_LOST"), NOON);

    assertThat(ledger.alerts().ofExecution("nobody-" + id))
        .singleElement()
        .matches(StoredAlert::isOpen);
  }

  private static Alert alert(String code) {
    return new Alert(Alert.Severity.CRITICAL, code, "five waves", List.of());
  }

  @Test
  void closesNoAlertWhileThePositionsAreNotThoseOfTheEnding() {
    placeAndFillStock();
    open("LATE_EXECUTION");

    ledger.endings().settle(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT), LATER);

    assertThat(openAlerts()).contains("LATE_EXECUTION");
  }

  @Test
  void closesTheResidualsAlertOnceNothingIsLeft() {
    ledger.endings().finish(id, residual("100"));

    ledger.endings().settle(id, unwound(), LATER);

    assertThat(openAlerts()).isEmpty();
  }

  @Test
  void correctsTheResidualsAlert() {
    placeAndFillStock();
    ledger.endings().finish(id, residual("60"));

    ledger.endings().settle(id, residual("100"), LATER);

    assertThat(ledger.alerts().ofExecution(id))
        .filteredOn(stored -> stored.isOpen())
        .extracting(stored -> stored.alert().residual())
        .contains(List.of(new Residual(Trades.STOCK, Decimals.of("100"))));
    assertThat(ledger.trades().details(id).orElseThrow().beyondEnding()).isEmpty();
  }

  @Test
  void seesWhatIsHeldBeyondACommittedEnding() {
    placeAndFillStock();
    ledger.endings().finish(id, ending(TradeState.COMMITTED, null));

    assertThat(ledger.trades().details(id).orElseThrow().isSettled()).isFalse();
  }

  /** What a recovery unwinds after the end is no late execution. */
  @Test
  void raisesNoAlertAboutTheUnwindingOfARecovery() {
    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));
    ledger.intents().storeWave(unwind(id, account, 1));

    fill(new OrderRef(id, "stock", Purpose.UNWIND, 1), Side.SELL, "100");

    assertThat(openAlerts()).isEmpty();
  }

  @Test
  void opensAnAbsentOrderAgainWhenItTurnsUpEvenBesideItsSuccessor() {
    ledger.intents().storeWave(entry(id, account, 3));
    ledger.intents().recordWritten(refs(1), WriteOutcome.NOT_WRITTEN, NOON);
    assertThat(ledger.intents().storeWave(second())).isInstanceOf(WaveAnswer.Stored.class);

    status(stock, OrderStatus.WORKING);

    assertThat(ledger.intents().open(account))
        .extracting(intent -> intent.ref())
        .contains(stock, stock.next());
    assertThat(ledger.trades().details(id).orElseThrow().book().live())
        .contains(stock, stock.next());
  }

  @Test
  void provesTheEndOfAnOrderThatTurnedUp() {
    ledger.intents().storeWave(entry(id, account, 3));
    ledger.intents().recordWritten(refs(1), WriteOutcome.NOT_WRITTEN, NOON);
    status(stock, OrderStatus.WORKING);

    ledger.intents().markOver(stock, Verdict.PROVEN_TERMINAL);

    assertThat(ledger.intents().open(account)).isEmpty();
    assertThat(ledger.intents().find(List.of(stock)).getFirst().verdict())
        .contains(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void storesNoSuccessorOfAnOrderThatTurnedUp() {
    ledger.intents().storeWave(entry(id, account, 3));
    ledger.intents().recordWritten(refs(1), WriteOutcome.NOT_WRITTEN, NOON);
    status(stock, OrderStatus.WORKING);

    assertThat(ledger.intents().storeWave(second())).isInstanceOf(WaveAnswer.PredecessorOpen.class);
  }

  private Wave second() {
    return Trades.wave(
        id,
        account,
        0,
        OptionalLong.of(3),
        Trades.intent(id, account, "stock", Purpose.ENTRY, 2, Side.BUY, "100"));
  }

  private List<OrderRef> refs(int attempt) {
    return List.of("stock", "put", "call").stream()
        .map(leg -> new OrderRef(id, leg, Purpose.ENTRY, attempt))
        .toList();
  }

  private void placeAndFillStock() {
    ledger.intents().storeWave(entry(id, account, 3));
    ledger.intents().recordWritten(refs(1), WriteOutcome.WRITTEN, NOON);
    fill(stock, Side.BUY, "100");
    refs(1).forEach(ref -> ledger.intents().markOver(ref, Verdict.PROVEN_TERMINAL));
  }

  private void fill(OrderRef ref, Side side, String quantity) {
    Fill fill = new Fill(ref + ".1.01", side, Decimals.of(quantity), Decimals.of("69.60"), NOON);
    append(new OrderEvent.Filled(ref, fill, fill.quantity(), 900));
  }

  private void status(OrderRef ref, OrderStatus status) {
    append(new OrderEvent.StatusReported(ref, status, Decimals.of("0"), 0));
  }

  private void append(OrderEvent event) {
    ledger.inbox().append(account, List.of(new Received.Ours(NOON.plusSeconds(60), event)));
  }

  private void open(String... codes) {
    for (String code : codes) {
      ledger
          .alerts()
          .open(account, id, new Alert(Alert.Severity.CRITICAL, code, "so", List.of()), NOON);
    }
  }

  private List<String> openAlerts() {
    return ledger.alerts().ofExecution(id).stream()
        .filter(StoredAlert::isOpen)
        .map(stored -> stored.alert().code())
        .toList();
  }

  private static Ending unwound() {
    return new Ending(
        TradeState.UNWOUND,
        new Reason(ReasonCode.LATE_EXECUTION, "a late fill"),
        List.of(),
        9,
        NOON.plusSeconds(80),
        List.of());
  }

  private static Ending residual(String position) {
    return new Ending(
        TradeState.RESIDUAL,
        new Reason(ReasonCode.UNWIND_EXHAUSTED, "five attempts"),
        List.of(new Residual(Trades.STOCK, Decimals.of(position))),
        7,
        NOON.plusSeconds(position.length()),
        List.of());
  }
}
