package dev.legwork.ledger.settlement;

import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.inbox.StoredFill;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.proof.Settlement;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Divergence;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.request.FieldError;
import dev.legwork.saga.Alert;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of all orders are 1.25; a day has gone since they were stored. */
class SettlementsTest {
  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final OrderRef stock = ref(id, "stock", Purpose.ENTRY, 1);

  @BeforeEach
  void place() {
    ledger.intents().storeWave(entry(id, account, 3));
  }

  /** The broker has been compared with, and does not list the order; nobody proved its end. */
  private void lost() {
    ledger
        .reconciliations()
        .runs()
        .complete(
            ledger.reconciliations().runs().begin(account, "reconcile/x"),
            new BrokerCensus(
                account,
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.complete(List.of())),
            1);
    Divergence unknown =
        new Divergence(Kind.ORDER_UNKNOWN_AT_BROKER, stock.toString(), id, 11, null, "not listed");
    ledger.reconciliations().divergences().found(account, List.of(unknown));
    TestLedger.database()
        .others()
        .sql("update divergence set first_seen = now() - interval '16 s' where account = :account")
        .param("account", account)
        .update();
    ledger.reconciliations().divergences().found(account, List.of(unknown));
  }

  private SettlementAnswer settle(String executed, String price) {
    return ledger.settlements().settle(word(executed, price), NOON.plusSeconds(86_400));
  }

  private Settlement word(String executed, String price) {
    return new Settlement(
        stock,
        Decimals.of(executed),
        price == null ? null : Decimals.of(price),
        "ann",
        "statement of the day");
  }

  private void told(String execId, String quantity) {
    Fill fill =
        new Fill(account + execId, Side.BUY, Decimals.of(quantity), Decimals.of("1.20"), NOON);
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(
                    NOON, new OrderEvent.Filled(stock, fill, Decimals.of(quantity), 900))));
  }

  private BigDecimal held() {
    return trade().book().leg("stock").net();
  }

  private TradeDetails trade() {
    return ledger.trades().details(id).orElseThrow();
  }

  private List<String> openAlerts() {
    return trade().alerts().stream()
        .filter(alert -> alert.isOpen())
        .map(alert -> alert.alert().code())
        .toList();
  }

  @Test
  void takesAPersonsWordForTheEndOfAnOrder() {
    lost();

    assertThat(settle("0", null)).isInstanceOf(SettlementAnswer.Stored.class);

    assertThat(ledger.intents().find(List.of(stock)).getFirst().verdict())
        .contains(Verdict.PROVEN_TERMINAL);
    assertThat(held()).isEqualByComparingTo("0");
    assertThat(ledger.inbox().unrelayed(account, 10))
        .extracting(BrokerEvent::event)
        .containsExactly(
            new OrderEvent.Settled(stock, Decimals.of(0), "ann", "statement of the day"));
    assertThat(ledger.audit().of("order " + stock + ", executed 0", 5))
        .extracting(AuditEntry::operator, AuditEntry::action)
        .containsExactly(tuple("ann", "SETTLE_ORDER"));
  }

  @Test
  void countsWhatThePersonSaysBesideWhatTheVenueTold() {
    told("a.01", "40");
    lost();

    assertThat(settle("100", "1.23")).isInstanceOf(SettlementAnswer.Stored.class);

    assertThat(held()).isEqualByComparingTo("100");
    assertThat(ledger.inbox().fillsOf(id))
        .extracting(StoredFill::fill)
        .filteredOn(Fill::isManual)
        .singleElement()
        .satisfies(
            fill -> {
              assertThat(fill.quantity()).isEqualByComparingTo("60");
              assertThat(fill.price()).isEqualByComparingTo("1.25");
            });
    assertThat(trade().book().orders().get(stock).isOver()).isTrue();
    assertThat(trade().record().orders().getFirst().feesPending())
        .as("the fee of the 40 is still to come")
        .isTrue();
  }

  @Test
  void isHarmlessWhenRepeatedAndRefusedWhenChanged() {
    lost();
    settle("0", null);

    assertThat(settle("0", null))
        .isInstanceOfSatisfying(
            SettlementAnswer.Stored.class, again -> assertThat(again.repeated()).isTrue());
    assertThat(settle("50", "1.20"))
        .isInstanceOfSatisfying(
            SettlementAnswer.NotInDoubt.class, no -> assertThat(no.why()).contains("ann"));
    assertThat(ledger.inbox().unrelayed(account, 10)).hasSize(1);
  }

  @Test
  void refusesWhatTheBrokerCanTellOrHasContradicted() {
    assertThat(settle("0", null))
        .isInstanceOfSatisfying(
            SettlementAnswer.NotInDoubt.class,
            no -> assertThat(no.why()).contains("not completely compared"));
    told("a.01", "40");
    lost();
    assertThat(settle("39", "1.20"))
        .isInstanceOfSatisfying(
            SettlementAnswer.Contradicted.class,
            no ->
                assertThat(no.errors()).extracting(FieldError::field).containsExactly("executed"));
    ledger.reconciliations().divergences().found(account, List.of());
    assertThat(settle("40", "1.20"))
        .isInstanceOfSatisfying(
            SettlementAnswer.NotInDoubt.class,
            no -> assertThat(no.why()).contains("ORDER_UNKNOWN_AT_BROKER"));
    ledger.intents().markOver(stock, Verdict.PROVEN_TERMINAL);
    assertThat(settle("40", "1.20"))
        .isInstanceOfSatisfying(
            SettlementAnswer.NotInDoubt.class,
            no -> assertThat(no.why()).contains("PROVEN_TERMINAL"));
    assertThat(ledger.settlements().settle(other(), NOON))
        .isInstanceOf(SettlementAnswer.NoSuchOrder.class);
    assertThat(ledger.inbox().unrelayed(account, 10)).hasSize(1);
  }

  private Settlement other() {
    return new Settlement(
        ref(id, "stock", Purpose.ENTRY, 2), Decimals.of(0), null, "ann", "never mind");
  }

  @Test
  void givesWayToTheVenuesOwnExecutionsShouldTheyComeAfterAll() {
    lost();
    settle("100", "1.22");

    told("b.01", "60");
    assertThat(held()).isEqualByComparingTo("100");
    told("c.01", "40");

    assertThat(held()).isEqualByComparingTo("100");
    assertThat(ledger.inbox().fillsOf(id))
        .extracting(StoredFill::fill)
        .filteredOn(Fill::isManual)
        .singleElement()
        .satisfies(fill -> assertThat(fill.quantity()).isEqualByComparingTo("0"));

    told("d.01", "5");
    assertThat(held()).as("more than was vouched for").isEqualByComparingTo("105");
  }

  @Test
  void alertsOfNoLateExecutionThatAPersonHadVouchedFor() {
    lost();
    settle("100", "1.22");
    ledger.endings().finish(id, Trades.ending(TradeState.UNWOUND, null));

    told("b.01", "60");
    assertThat(openAlerts()).isEmpty();

    told("c.01", "50");
    assertThat(openAlerts()).containsExactly("LATE_EXECUTION");
  }

  @Test
  void closesTheAlertAboutItOnceNothingElseOfTheTradeIsUnproven() {
    ledger
        .alerts()
        .open(
            account,
            id,
            new Alert(Alert.Severity.CRITICAL, Settlements.ORDER_UNPROVEN, "?", List.of()),
            NOON);
    lost();

    settle("0", null);
    assertThat(openAlerts()).containsExactly(Settlements.ORDER_UNPROVEN);

    ledger.intents().markOver(ref(id, "put", Purpose.ENTRY, 1), Verdict.PROVEN_TERMINAL);
    ledger.intents().markOver(ref(id, "call", Purpose.ENTRY, 1), Verdict.PROVEN_TERMINAL);
    settle("0", null);
    assertThat(openAlerts()).as("asked again").isEmpty();
  }
}
