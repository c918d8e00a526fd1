package dev.legwork.ledger;

import static dev.legwork.ledger.Trades.CALL;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.PUT;
import static dev.legwork.ledger.Trades.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.Instrument;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** fault O19, fault O20: what the ledger makes of one order of all legs. */
class ComboLedgerTest {
  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = "trade-" + account;
  private final OrderRef combo = Trades.ref(id, Combo.NAME, Purpose.ENTRY, 1);
  private int executions;

  ComboLedgerTest() {
    ExecutionRequest legs = Trades.conversion(id, account);
    ExecutionRequest request =
        new ExecutionRequest(
            id,
            account,
            legs.strategy(),
            legs.underlying(),
            legs.legs(),
            10,
            Decimals.of("-0.5"),
            Placing.COMBO,
            legs.pricing(),
            legs.timeouts());
    ledger.executions().register(Trades.registration(request, "hash-of-" + id, "run", NOON));
    assertThat(ledger.intents().storeWave(wave())).isInstanceOf(WaveAnswer.Stored.class);
  }

  private Wave wave() {
    OrderIntent intent =
        OrderIntent.of(
            combo,
            account,
            new Combo(
                List.of(
                    new ComboLeg("stock", STOCK, Side.BUY, 100),
                    new ComboLeg("put", PUT, Side.BUY, 1),
                    new ComboLeg("call", CALL, Side.SELL, 1))),
            BigDecimal.TEN,
            Decimals.of("-0.5"),
            NOON.plusSeconds(45));
    return new Wave(
        account,
        Trades.CLIENT,
        0,
        id,
        List.of(intent),
        OptionalLong.of(3),
        1,
        Trades.DAY,
        Map.of("stock", Decimals.of("69.6"), "call", Decimals.of("1.2")));
  }

  @Test
  void readsTheIntentBackAsItWasStoredWithWhatEachLegWasWorth() {
    StoredIntent stored = ledger.intents().find(List.of(combo)).getFirst();

    assertThat(stored.order().intent()).isEqualTo(wave().intents().getFirst());
    assertThat(stored.expectedPrices())
        .isEqualTo(Map.of("stock", Decimals.of("69.6"), "call", Decimals.of("1.2")));
  }

  @Test
  void countsTheLegsByContractAndNeverTheSummary() {
    traded(3);
    executed(STOCK, Side.BUY, "300");
    executed(PUT, Side.BUY, "3");
    executed(CALL, Side.SELL, "3");

    TradeBook book = ledger.trades().details(id).orElseThrow().book();
    assertThat(book.legs())
        .extracting(LegBook::net)
        .containsExactly(Decimals.of("300"), Decimals.of("3"), Decimals.of("-3"));
    assertThat(ours())
        .containsEntry(STOCK.conId(), Decimals.of("300"))
        .containsEntry(PUT.conId(), Decimals.of("3"))
        .containsEntry(CALL.conId(), Decimals.of("-3"));
    LedgerTrade truth =
        ledger.truth().read().trades().stream()
            .filter(trade -> trade.id().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(truth.fills()).hasSize(3).allMatch(row -> row.fill().conId() > 0);
    assertThat(truth.orders().getFirst().intent()).isEqualTo(wave().intents().getFirst());
  }

  /** A thousand shares are more than ten, and still not ten units. */
  @Test
  void isProvenOnlyByTheExecutionsOfEveryLeg() {
    traded(10);
    executed(STOCK, Side.BUY, "1000");
    executed(PUT, Side.BUY, "10");
    assertThat(verdict()).isEmpty();

    executed(CALL, Side.SELL, "9");
    assertThat(verdict()).isEmpty();

    executed(CALL, Side.SELL, "1");
    assertThat(verdict()).contains(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void unwindsOfALegNoMoreThanTheComboLeftOfIt() {
    executed(STOCK, Side.BUY, "60");
    executed(PUT, Side.BUY, "10");

    assertThat(ledger.intents().storeWave(Trades.unwind(id, account, 1)))
        .isInstanceOf(WaveAnswer.BeyondLeft.class);

    executed(STOCK, Side.BUY, "40");
    assertThat(ledger.intents().storeWave(Trades.unwind(id, account, 2)))
        .isInstanceOf(WaveAnswer.Stored.class);
  }

  @Test
  void storesASummaryOnce() {
    OrderEvent traded = traded(3);

    assertThat(ledger.inbox().append(account, List.of(new Received.Ours(NOON, traded)))).isEmpty();
    assertThat(ledger.inbox().eventsOf(List.of(combo))).hasSize(1);
  }

  private OrderEvent traded(int units) {
    OrderEvent traded =
        new OrderEvent.ComboTraded(
            combo,
            account + ".sum.01",
            Decimals.of(units),
            Decimals.of("-0.5"),
            Decimals.of(units),
            900);
    ledger.inbox().append(account, List.of(new Received.Ours(NOON, traded)));
    return traded;
  }

  private void executed(Instrument instrument, Side side, String quantity) {
    Fill fill =
        new Fill(
            account + "." + ++executions + ".01",
            side,
            Decimals.of(quantity),
            Decimals.of("1.2"),
            NOON,
            instrument.conId());
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(NOON, new OrderEvent.Filled(combo, fill, fill.quantity(), 900))));
  }

  private Optional<Verdict> verdict() {
    return ledger.intents().find(List.of(combo)).getFirst().verdict();
  }

  private Map<Long, BigDecimal> ours() {
    return ledger
        .reconciliations()
        .books()
        .read(
            new BrokerCensus(
                account,
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.complete(List.of())),
            0)
        .ours();
  }
}
