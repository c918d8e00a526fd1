package dev.legwork.ledger.inbox;

import static dev.legwork.ledger.Trades.CLIENT;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.intent.WriteState;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderEvent.Noticed;
import dev.legwork.order.OrderEvent.Rejected;
import dev.legwork.order.OrderEvent.StatusReported;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Ledger ledger = TestLedger.ledger();
  private final Inbox inbox = ledger.inbox();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final OrderRef stock = ref(id, "stock", Purpose.ENTRY, 1);
  private final OrderRef put = ref(id, "put", Purpose.ENTRY, 1);

  @Test
  void storesEveryKindOfEventAsItCame() {
    List<OrderEvent> all =
        List.of(
            status(OrderStatus.WORKING, "0"),
            fill("a.01", "60"),
            new CommissionReported(stock, account + "a.01", Decimals.of("-0.35"), "USD"),
            new Rejected(put, 201, "margin"),
            new Noticed(stock, 399, "held until the open"));

    List<BrokerEvent> appended = append(all);

    assertThat(appended).extracting(BrokerEvent::event).isEqualTo(all);
    assertThat(appended).extracting(BrokerEvent::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(inbox.eventsOf(List.of(stock, put))).isEqualTo(appended);
    assertThat(inbox.eventsOf(id)).isEqualTo(appended);
  }

  @Test
  void countsAFillThatIsToldTwiceOnce() {
    append(fill("a.01", "60"), fill("a.01", "60"));

    assertThat(append(fill("a.01", "60"))).isEmpty();
    assertThat(append(fill("a.01", "60"), fill("b.01", "40"))).hasSize(1);
    assertThat(quantities()).containsExactly("60", "40");
  }

  /** fault O13. */
  @Test
  void tellsWhoseFillAnExecutionIs() {
    append(fill("a.01", "60"));

    assertThat(inbox.ordersOf(List.of(account + "a.01", "somebody else's")))
        .isEqualTo(Map.of(account + "a.01", stock));
  }

  @Test
  void replacesAFillByItsCorrection() {
    append(fill("a.01", "60"), fill("b.01", "40"));

    assertThat(append(fill("a.02", "50"))).hasSize(1);

    assertThat(quantities()).containsExactly("40", "50");
    assertThat(inbox.eventsOf(List.of(stock))).hasSize(3);
  }

  @Test
  void keepsTheCorrectionWhenTheOriginalComesLater() {
    append(fill("a.02", "50"));
    append(fill("a.01", "60"));

    assertThat(quantities()).containsExactly("50");
  }

  @Test
  void leavesOutAStatusThatOnlyRepeatsTheLatest() {
    assertThat(append(status(OrderStatus.WORKING, "0"), status(OrderStatus.WORKING, "0")))
        .hasSize(1);
    assertThat(append(status(OrderStatus.WORKING, "0"))).isEmpty();

    assertThat(append(status(OrderStatus.PENDING_CANCEL, "0"))).hasSize(1);
    assertThat(append(status(OrderStatus.WORKING, "0"))).hasSize(1);
    assertThat(append(status(OrderStatus.WORKING, "10"))).hasSize(1);
  }

  @Test
  void takesTheLatestCommissionOfAFill() {
    String execId = account + "a.01";
    append(fill("a.01", "60"), new CommissionReported(stock, execId, Decimals.of("1"), "USD"));

    append(new CommissionReported(stock, execId, Decimals.of("0.35"), "USD"));
    assertThat(append(new CommissionReported(stock, execId, Decimals.of("0.35"), "USD"))).isEmpty();

    assertThat(inbox.commissionsOf(id))
        .containsExactly(new StoredCommission(stock, execId, Decimals.of("0.35"), "USD"));
  }

  @Test
  void keepsWhatNoWorkflowTookYet() {
    List<BrokerEvent> appended =
        append(status(OrderStatus.WORKING, "0"), fill("a.01", "60"), fill("b.01", "40"));

    inbox.markRelayed(List.of(appended.get(1).sequence()));

    assertThat(inbox.unrelayed(account, 10)).containsExactly(appended.get(0), appended.get(2));
    assertThat(inbox.unrelayed(account, 1)).containsExactly(appended.get(0));
    assertThat(inbox.unrelayed(TestLedger.account(), 10)).isEmpty();
  }

  @Test
  void keepsForeignEventsToItself() {
    Received foreign = new Received.Foreign(NOON, 0, 77, "openOrder SELL 5 TWX");

    assertThat(inbox.append(account, List.of(foreign, foreign))).isEmpty();

    assertThat(inbox.unrelayed(account, 10)).isEmpty();
    assertThat(foreignEvents()).isEqualTo(1);
    inbox.append(account, List.of(foreign, new Received.Foreign(NOON, 0, 77, "filled")));
    assertThat(foreignEvents()).isEqualTo(2);
  }

  @Test
  void storesEventsOfOrdersItDoesNotKnow() {
    OrderRef lost = ref("lost-" + account, "stock", Purpose.ENTRY, 1);

    assertThat(append(new StatusReported(lost, OrderStatus.WORKING, BigDecimal.ZERO, 5)))
        .hasSize(1);
  }

  @Test
  void countsAFillWithoutATime() {
    Fill timeless = new Fill(account + "a.01", Side.BUY, Decimals.of("60"), Decimals.of("1"), null);

    append(new Filled(stock, timeless, Decimals.of("60"), 0));

    assertThat(inbox.fillsOf(id)).extracting(StoredFill::fill).containsExactly(timeless);
  }

  @Test
  void learnsFromTheVenueThatAnOrderWasWritten() {
    ledger.intents().storeWave(entry(id, account, 3));

    append(new StatusReported(stock, OrderStatus.WORKING, BigDecimal.ZERO, 4711));

    StoredIntent intent = ledger.intents().find(List.of(stock)).getFirst();
    assertThat(intent.written()).isEqualTo(WriteState.WRITTEN);
    assertThat(intent.writtenAt()).isEqualTo(NOON);
    assertThat(intent.permId()).isEqualTo(4711);
    assertThat(ledger.intents().byOrderId(account, CLIENT, 2).orElseThrow().written())
        .isEqualTo(WriteState.PENDING);
  }

  @Test
  void takesAnOrderForOverOnceItsExecutionsAddUp() {
    ledger.intents().storeWave(entry(id, account, 3));

    append(fill("a.01", "60"));
    assertThat(ledger.intents().find(List.of(stock)).getFirst().verdict()).isEmpty();

    append(fill("b.01", "40"));
    assertThat(ledger.intents().find(List.of(stock)).getFirst().verdict())
        .contains(Verdict.PROVEN_TERMINAL);
  }

  /** fault O9: what one of two executed says nothing about the other. */
  @Test
  void doesNotTakeAnOrderForOverThatWorksTwiceBecauseOneOfTheTwoIsFilled() {
    ledger.intents().storeWave(entry(id, account, 3));
    append(
        new StatusReported(stock, OrderStatus.WORKING, BigDecimal.ZERO, 101),
        new StatusReported(stock, OrderStatus.WORKING, BigDecimal.ZERO, 201));

    append(fill("a.01", "100"));
    assertThat(verdict()).isEmpty();

    append(fill("b.01", "100"));
    assertThat(verdict()).contains(Verdict.PROVEN_TERMINAL);
  }

  /** fault O9: the second one shows up after the first was proven over, and beside a successor. */
  @Test
  void takesTheProofBackWhenASecondIncarnationShowsUp() {
    ledger.intents().storeWave(entry(id, account, 3));
    append(new StatusReported(stock, OrderStatus.CANCELLED, BigDecimal.ZERO, 101));
    ledger.intents().markOver(stock, Verdict.PROVEN_TERMINAL);
    append(new StatusReported(stock, OrderStatus.CANCELLED, Decimals.of("1"), 101));
    assertThat(verdict()).as("the same one again").contains(Verdict.PROVEN_TERMINAL);
    assertThat(ledger.intents().hasTurnedUp(List.of(stock, put))).isFalse();

    append(new StatusReported(stock, OrderStatus.WORKING, BigDecimal.ZERO, 201));

    assertThat(verdict()).isEmpty();
    assertThat(ledger.intents().hasTurnedUp(List.of(stock, put))).isTrue();
    ledger.intents().markOver(stock, Verdict.PROVEN_TERMINAL);
    append(new StatusReported(stock, OrderStatus.CANCELLED, BigDecimal.ZERO, 201));
    assertThat(verdict()).as("it is known by now").contains(Verdict.PROVEN_TERMINAL);
  }

  private Optional<Verdict> verdict() {
    return ledger.intents().find(List.of(stock)).getFirst().verdict();
  }

  @Test
  void alertsWhenTheVenueKnowsAnOrderThatWasTakenForAbsent() {
    ledger.intents().storeWave(entry(id, account, 3));
    ledger.intents().recordWritten(List.of(stock), WriteOutcome.NOT_WRITTEN, NOON);

    append(status(OrderStatus.WORKING, "0"));

    assertThat(ledger.alerts().ofExecution(id))
        .extracting(stored -> stored.alert().code())
        .containsExactly("PROOF_CONTRADICTED");
    assertThat(ledger.intents().find(List.of(stock)).getFirst().written())
        .isEqualTo(WriteState.WRITTEN);
  }

  @Test
  void alertsWhenATradeExecutesAfterItsEnd() {
    append(fill("a.01", "60"));
    end(TradeState.COMMITTED);

    append(fill("a.01", "60"));
    assertThat(ledger.alerts().ofExecution(id)).isEmpty();

    append(fill("c.01", "40"));
    assertThat(ledger.alerts().ofExecution(id))
        .extracting(stored -> stored.alert().code())
        .containsExactly("LATE_EXECUTION");
  }

  @Test
  void doesNotAlertWhenOnlyAPriceIsCorrectedAfterTheEnd() {
    append(fill("a.01", "60", "10"));
    end(TradeState.COMMITTED);

    append(fill("a.02", "60", "10.01"));
    assertThat(ledger.alerts().ofExecution(id)).isEmpty();

    append(fill("a.03", "50", "10.01"));
    assertThat(ledger.alerts().ofExecution(id)).hasSize(1).allMatch(StoredAlert::isOpen);
  }

  @Test
  void storesTheSameBatchOnceWhenItComesAtOnce() throws Exception {
    List<List<BrokerEvent>> answers =
        AtOnce.run(6, caller -> append(status(OrderStatus.WORKING, "0"), fill("a.01", "60")));

    assertThat(answers.stream().flatMap(List::stream)).hasSize(2);
    assertThat(inbox.eventsOf(id)).hasSize(2);
  }

  private List<BrokerEvent> append(OrderEvent... events) {
    return append(Arrays.asList(events));
  }

  private List<BrokerEvent> append(List<OrderEvent> events) {
    return inbox.append(
        account, events.stream().map(event -> (Received) new Received.Ours(NOON, event)).toList());
  }

  private StatusReported status(OrderStatus status, String filled) {
    return new StatusReported(stock, status, Decimals.of(filled), 0);
  }

  private Filled fill(String execId, String quantity) {
    return fill(execId, quantity, "70.01");
  }

  private Filled fill(String execId, String quantity, String price) {
    return new Filled(
        stock,
        new Fill(account + execId, Side.BUY, Decimals.of(quantity), Decimals.of(price), NOON),
        Decimals.of(quantity),
        0);
  }

  private List<String> quantities() {
    return inbox.fillsOf(id).stream()
        .map(stored -> stored.fill().quantity().toPlainString())
        .toList();
  }

  private int foreignEvents() {
    return TestLedger.database()
        .others()
        .sql("select count(*) from order_event where account = :account and order_ref is null")
        .param("account", account)
        .query(Integer.class)
        .single();
  }

  private void end(TradeState state) {
    ledger.endings().finish(id, Trades.ending(state, null));
  }
}
