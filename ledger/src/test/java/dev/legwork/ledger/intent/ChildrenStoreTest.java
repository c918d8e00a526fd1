package dev.legwork.ledger.intent;

import static dev.legwork.ledger.Trades.CLIENT;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.ref;
import static dev.legwork.ledger.Trades.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.WaveAnswer.AlreadyStored;
import dev.legwork.ledger.intent.WaveAnswer.BeyondLeft;
import dev.legwork.ledger.intent.WaveAnswer.PredecessorOpen;
import dev.legwork.ledger.intent.WaveAnswer.Stored;
import dev.legwork.num.Decimals;
import dev.legwork.order.Children;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Orders that were written in place of one too large, in PostgreSQL. */
class ChildrenStoreTest {
  private final Ledger ledger = TestLedger.ledger();
  private final IntentStore store = ledger.intents();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  private OrderIntent stock(Purpose purpose, int attempt, int quantity) {
    Side side = purpose.opens() ? Side.BUY : Side.SELL;
    return Trades.intent(id, account, "stock", purpose, attempt, side, "" + quantity);
  }

  private Wave split(OrderIntent whole, int most) {
    OptionalLong token = whole.ref().purpose().opens() ? OptionalLong.of(3) : OptionalLong.empty();
    return wave(
        id, account, 0, token, Children.of(whole, Decimals.of(most)).toArray(OrderIntent[]::new));
  }

  private Wave entry() {
    List<OrderIntent> all = new ArrayList<>(split(stock(Purpose.ENTRY, 1, 100), 40).intents());
    all.add(Trades.intent(id, account, "put", Purpose.ENTRY, 1, Side.BUY, "1"));
    all.add(Trades.intent(id, account, "call", Purpose.ENTRY, 1, Side.SELL, "1"));
    return wave(id, account, 0, OptionalLong.of(3), all.toArray(OrderIntent[]::new));
  }

  private OrderRef entryRef(int attempt) {
    return ref(id, "stock", Purpose.ENTRY, attempt);
  }

  private void fill(OrderRef ref, Side side, int quantity) {
    Fill fill = new Fill(ref + ".01.01", side, Decimals.of(quantity), Decimals.of("1.25"), NOON);
    OrderEvent told = new OrderEvent.Filled(ref, fill, fill.quantity(), 0);
    ledger.inbox().append(account, List.of(new Received.Ours(NOON, told)));
  }

  @Test
  void storesTheChildrenOfAWaveWithTheirNumbersInOneTransaction() {
    Wave wave = entry();

    assertThat(store.storeWave(wave)).isInstanceOf(Stored.class);

    assertThat(store.find(wave.refs()))
        .extracting(stored -> stored.order().intent())
        .isEqualTo(wave.intents());
    assertThat(store.find(wave.refs()))
        .extracting(stored -> stored.order().intent().child())
        .containsExactly(1, 2, 3, null, null);
    assertThat(store.highWater(account, CLIENT)).isEqualTo(5);
  }

  @Test
  void findsAnOrdersSiblingsByAnyOfThem() {
    store.storeWave(entry());

    assertThat(store.findWithSiblings(List.of(entryRef(2))))
        .extracting(StoredIntent::ref)
        .containsExactly(entryRef(2), entryRef(1), entryRef(3));
    assertThat(store.findWithSiblings(List.of(ref(id, "put", Purpose.ENTRY, 1)))).hasSize(1);
  }

  @Test
  void answersTheSameWaveSplitOtherwiseWithWhatStands() {
    store.storeWave(entry());

    WaveAnswer again = store.storeWave(split(stock(Purpose.ENTRY, 1, 100), 60));

    assertThat(again)
        .isInstanceOfSatisfying(
            AlreadyStored.class,
            answer ->
                assertThat(answer.orders())
                    .extracting(StoredIntent::ref)
                    .containsExactlyInAnyOrder(entryRef(1), entryRef(2), entryRef(3)));
    assertThat(store.ofExecution(id)).hasSize(5);
  }

  @Test
  void storesNoSuccessorBeforeAllSiblingsAreProvenOver() {
    store.storeWave(entry());
    store.markOver(entryRef(1), Verdict.PROVEN_TERMINAL);
    store.markOver(entryRef(3), Verdict.PROVEN_TERMINAL);

    WaveAnswer early = store.storeWave(split(stock(Purpose.COMPLETION, 1, 100), 100));
    store.markOver(entryRef(2), Verdict.PROVEN_TERMINAL);
    WaveAnswer late = store.storeWave(split(stock(Purpose.COMPLETION, 1, 100), 50));

    assertThat(early).isEqualTo(new PredecessorOpen(List.of(entryRef(2))));
    assertThat(late).isInstanceOf(Stored.class);
  }

  /** The last line of defence, whatever the store looks for. */
  @Test
  void keepsTwoOrdersOfOneChildFromBeingOpenTogether() throws SQLException {
    store.storeWave(entry());
    List.of(1, 2, 3).forEach(n -> store.markOver(entryRef(n), Verdict.PROVEN_TERMINAL));
    store.storeWave(split(stock(Purpose.COMPLETION, 1, 100), 50));

    try (Connection connection =
            DriverManager.getConnection(TestLedger.url(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      String reopen =
          "update order_intent set verdict = null, verdict_at = null where order_ref = '%s'";
      assertThatThrownBy(() -> statement.executeUpdate(reopen.formatted(entryRef(2))))
          .hasMessageContaining("order_intent_successor_after_proof");
    }
  }

  @Test
  void countsWhatSiblingsOrderTogetherAgainstWhatIsLeft() {
    store.storeWave(entry());
    fill(entryRef(1), Side.BUY, 34);
    List.of(1, 2, 3).forEach(n -> store.markOver(entryRef(n), Verdict.PROVEN_TERMINAL));

    WaveAnswer more = store.storeWave(split(stock(Purpose.COMPLETION, 1, 67), 40));
    WaveAnswer closesMore = store.storeWave(split(stock(Purpose.UNWIND, 1, 35), 20));
    WaveAnswer fits = store.storeWave(split(stock(Purpose.COMPLETION, 1, 66), 40));
    WaveAnswer closes = store.storeWave(split(stock(Purpose.UNWIND, 1, 34), 20));

    assertThat(more).isInstanceOf(BeyondLeft.class);
    assertThat(closesMore).isInstanceOf(BeyondLeft.class);
    assertThat(fits).isInstanceOf(Stored.class);
    assertThat(closes).isInstanceOf(Stored.class);
  }

  @Test
  void bindsTheCapitalOfAllChildrenOnce() throws SQLException {
    store.storeWave(entry());

    try (Connection connection =
            DriverManager.getConnection(TestLedger.url(), "postgres", "postgres");
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery("select reserved from execution where id = '" + id + "'")) {
      row.next();
      assertThat(row.getBigDecimal(1)).isEqualByComparingTo("375");
    }
  }
}
