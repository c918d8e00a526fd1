package dev.legwork.ledger.intent;

import static dev.legwork.ledger.Trades.CLIENT;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static dev.legwork.ledger.Trades.unwind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.WaveAnswer.AlreadyStored;
import dev.legwork.ledger.intent.WaveAnswer.Ended;
import dev.legwork.ledger.intent.WaveAnswer.Fenced;
import dev.legwork.ledger.intent.WaveAnswer.PredecessorOpen;
import dev.legwork.ledger.intent.WaveAnswer.Stored;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Placing;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntentStoreTest {
  private final Ledger ledger = TestLedger.ledger();
  private final IntentStore store = ledger.intents();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  @Test
  void storesAWaveWholeAndMovesTheTradeOn() {
    Wave wave = entry(id, account, 3);

    List<PlacedOrder> orders = stored(store.storeWave(wave));

    assertThat(orders).extracting(PlacedOrder::intent).isEqualTo(wave.intents());
    assertThat(orders).extracting(PlacedOrder::orderId).containsExactly(1, 2, 3);
    assertThat(store.find(wave.refs()))
        .hasSize(3)
        .allSatisfy(
            intent -> {
              assertThat(intent.written()).isEqualTo(WriteState.PENDING);
              assertThat(intent.wave()).isEqualTo(1);
              assertThat(intent.fencingToken()).isEqualTo(3);
              assertThat(intent.verdict()).isEmpty();
            })
        .extracting(StoredIntent::order)
        .isEqualTo(orders);
    assertThat(state()).isEqualTo(TradeState.PLACING);
    assertThat(ledger.executions().find(id).orElseThrow().fencingToken()).isEqualTo(3);
    assertThat(ledger.fence().current(account)).isEqualTo(3);
  }

  @Test
  void keepsThatAnOrderNeverRests() {
    OrderIntent one = Trades.intent(id, account, "stock", Purpose.ENTRY, 1, Side.BUY, "100");

    store.storeWave(Trades.wave(id, account, 0, OptionalLong.of(3), one.atOnce()));

    assertThat(store.ofExecution(id))
        .extracting(stored -> stored.order().intent())
        .containsExactly(one.atOnce());
  }

  @Test
  void keepsHowTheTradeIsPlacedWhereThatWasChosen() {
    OrderIntent one =
        Trades.intent(id, account, "stock", Purpose.ENTRY, 1, Side.BUY, "100")
            .chosenAs(new ChosenPlacing(Placing.SEQUENTIAL, "edge 0.01"));

    store.storeWave(Trades.wave(id, account, 0, OptionalLong.of(3), one));

    assertThat(store.ofExecution(id))
        .extracting(stored -> stored.order().intent())
        .containsExactly(one);
    assertThat(ledger.trades().details(id).orElseThrow().record().placed()).isEqualTo(one.chosen());
  }

  @Test
  void refusesAStaleTokenAndLeavesNothing() {
    ledger.fence().raise(account, 9);

    WaveAnswer answer = store.storeWave(entry(id, account, 8));

    assertThat(answer).isEqualTo(new Fenced(9));
    assertThat(store.ofExecution(id)).isEmpty();
    assertThat(store.highWater(account, CLIENT)).isZero();
    assertThat(state()).isEqualTo(TradeState.RECEIVED);
    assertThat(ledger.fence().current(account)).isEqualTo(9);
  }

  @Test
  void letsAStaleHolderCloseWhatItOpened() {
    store.storeWave(entry(id, account, 3));
    ledger.fence().raise(account, 9);

    assertThat(store.storeWave(unwind(id, account, 1))).isInstanceOf(Stored.class);
    assertThat(state()).isEqualTo(TradeState.UNWINDING);
  }

  /** fault O30: a leg is left by one order at a time, whichever of stop and unwinding was first. */
  @Test
  void storesNoUnwindingBesideALiveStopNorAStopBesideALiveUnwinding() {
    store.storeWave(entry(id, account, 3));
    Wave stop = Trades.stop(id, account, 1);
    List<PlacedOrder> placed = stored(store.storeWave(stop));

    assertThat(store.find(refs(placed)).getFirst().order().intent())
        .isEqualTo(stop.intents().getFirst());
    assertThat(store.storeWave(unwind(id, account, 1)))
        .isEqualTo(new PredecessorOpen(refs(placed)));

    store.markOver(placed.getFirst().ref(), Verdict.PROVEN_TERMINAL);
    List<PlacedOrder> unwinding = stored(store.storeWave(unwind(id, account, 1)));
    assertThat(store.storeWave(Trades.stop(id, account, 2)))
        .isEqualTo(new PredecessorOpen(refs(unwinding)));
  }

  /** fault Y13, fault S7: whoever has a later session under the same client id ended this one. */
  @Test
  void storesNothingForASessionThatALaterOneHasFollowed() {
    long gone = store.nextSessionEpoch(account, CLIENT);
    store.storeWave(entry(id, account, 3));
    long current = store.nextSessionEpoch(account, CLIENT);

    assertThat(gone).isEqualTo(1);
    assertThat(store.storeWave(unwind(id, account, 1)))
        .as("an unwinding of the earlier session")
        .isEqualTo(new WaveAnswer.SessionOver(current));
    assertThat(store.ofExecution(id)).hasSize(3);
  }

  @Test
  void neverLowersTheFence() {
    ledger.fence().raise(account, 9);

    assertThat(ledger.fence().raise(account, 4)).isEqualTo(9);
    assertThat(ledger.fence().current(account)).isEqualTo(9);
  }

  @Test
  void storesTheSameReferencesOnceWhenAskedAgain() {
    List<PlacedOrder> orders = stored(store.storeWave(entry(id, account, 3)));
    store.recordWritten(refs(orders), WriteOutcome.WRITTEN, NOON);

    WaveAnswer again = store.storeWave(entry(id, account, 3));

    assertThat(again)
        .isInstanceOfSatisfying(
            AlreadyStored.class,
            answer -> {
              assertThat(answer.orders()).extracting(StoredIntent::order).isEqualTo(orders);
              assertThat(answer.orders())
                  .extracting(StoredIntent::written)
                  .containsOnly(WriteState.WRITTEN);
            });
    assertThat(store.highWater(account, CLIENT)).isEqualTo(3);
  }

  @Test
  void storesTheSameReferencesOnceWhenAskedAtOnce() throws Exception {
    List<WaveAnswer> answers = AtOnce.run(8, caller -> store.storeWave(entry(id, account, 3)));

    assertThat(answers).filteredOn(Stored.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(AlreadyStored.class::isInstance).hasSize(7);
    assertThat(store.ofExecution(id)).hasSize(3);
  }

  @Test
  void refusesAWaveOfWhichOnlyAPartWasStored() {
    Wave first = unwind(id, account, 1);
    store.storeWave(first);
    Wave more =
        Trades.wave(
            id,
            account,
            0,
            OptionalLong.empty(),
            first.intents().getFirst(),
            Trades.intent(id, account, "put", Purpose.UNWIND, 1, Side.SELL, "1"));

    assertThatThrownBy(() -> store.storeWave(more))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("waves are stored whole");
    assertThat(store.ofExecution(id)).hasSize(1);
  }

  @Test
  void givesOutOrderIdsOnceToManyAtOnce() throws Exception {
    List<String> trades = IntStream.range(0, 6).mapToObj(this::another).toList();

    List<WaveAnswer> answers =
        AtOnce.run(6, caller -> store.storeWave(entry(trades.get(caller), account, 5)));

    List<Integer> ids =
        answers.stream().flatMap(a -> stored(a).stream()).map(PlacedOrder::orderId).toList();
    assertThat(ids).hasSize(18).doesNotHaveDuplicates();
    assertThat(answers)
        .allSatisfy(
            answer -> {
              int first = stored(answer).getFirst().orderId();
              assertThat(stored(answer))
                  .extracting(PlacedOrder::orderId)
                  .containsExactly(first, first + 1, first + 2);
            });
  }

  @Test
  void createsTheFenceOnceWhenFirstUsedByManyAtOnce() throws Exception {
    List<String> trades = IntStream.range(0, 8).mapToObj(this::another).toList();

    List<WaveAnswer> answers =
        AtOnce.run(8, caller -> store.storeWave(entry(trades.get(caller), account, caller + 1)));

    Set<Long> opened = new HashSet<>();
    for (int caller = 0; caller < 8; caller++) {
      if (answers.get(caller) instanceof Stored) {
        opened.add(caller + 1L);
      }
    }
    assertThat(opened).contains(8L);
    assertThat(ledger.fence().current(account)).isEqualTo(8);
    assertThat(answers).allMatch(a -> a instanceof Stored || a instanceof Fenced);
  }

  @Test
  void neverReusesAnOrderIdThoughTheVenueGoesBack() {
    assertThat(orderIds(store.storeWave(entry(id, account, 3, 500))))
        .containsExactly(501, 502, 503);

    assertThat(orderIds(store.storeWave(entry(another(1), account, 3, 7))))
        .containsExactly(504, 505, 506);
  }

  @Test
  void keepsAboveWhatTheHighWaterMarkWasRaisedTo() {
    store.raiseHighWater(account, CLIENT, 900);
    store.raiseHighWater(account, CLIENT, 20);

    assertThat(orderIds(store.storeWave(entry(id, account, 3, 7)))).startsWith(901);
  }

  @Test
  void opensNothingForATradeThatHasEnded() {
    endAsRejected();

    assertThat(store.storeWave(entry(id, account, 3))).isEqualTo(new Ended(TradeState.REJECTED));
    assertThat(store.ofExecution(id)).isEmpty();
    assertThat(ledger.fence().current(account)).isZero();
  }

  @Test
  void closesEvenForATradeThatHasEnded() {
    endAsRejected();

    assertThat(store.storeWave(unwind(id, account, 1))).isInstanceOf(Stored.class);
    assertThat(state()).isEqualTo(TradeState.REJECTED);
  }

  @Test
  void storesASuccessorOnlyAfterItsPredecessorsProof() {
    OrderRef first = ref(id, "stock", Purpose.UNWIND, 1);
    store.storeWave(unwind(id, account, 1));

    assertThat(store.storeWave(unwind(id, account, 2)))
        .isEqualTo(new PredecessorOpen(List.of(first)));

    store.markOver(first, Verdict.PROVEN_TERMINAL);
    assertThat(store.storeWave(unwind(id, account, 2))).isInstanceOf(Stored.class);
    assertThat(store.find(List.of(first, first.next())))
        .extracting(StoredIntent::wave)
        .containsExactly(1, 2);
  }

  /**
   * fault Y6: two sagas of one trade, of which one has burnt numbers that the other does not know.
   */
  @Test
  void storesNoAttemptThatOthersHaveOvertaken() {
    store.storeWave(unwind(id, account, 3));
    store.markOver(ref(id, "stock", Purpose.UNWIND, 3), Verdict.PROVEN_TERMINAL);

    assertThat(store.storeWave(unwind(id, account, 1)))
        .isEqualTo(new WaveAnswer.Outrun(List.of(ref(id, "stock", Purpose.UNWIND, 1))));
    assertThat(store.storeWave(unwind(id, account, 4))).isInstanceOf(Stored.class);
  }

  /** fault O7, fault O11: a late fill or a bust that the trade has not heard of yet */
  @Test
  void closesNoMoreThanExecutionsLeaveByNow() {
    store.storeWave(entry(id, account, 3));
    executed(ref(id, "stock", Purpose.ENTRY, 1), id + ".x1.01", Side.BUY, "100");
    executed(ref(id, "stock", Purpose.ENTRY, 1), id + ".x1.02", Side.BUY, "40");

    assertThat(store.storeWave(unwind(id, account, 1)))
        .isEqualTo(new WaveAnswer.BeyondLeft(List.of(ref(id, "stock", Purpose.UNWIND, 1))));

    executed(ref(id, "stock", Purpose.ENTRY, 1), id + ".x2.01", Side.BUY, "60");
    assertThat(store.storeWave(unwind(id, account, 2))).isInstanceOf(Stored.class);
  }

  private void executed(OrderRef ref, String execId, Side side, String quantity) {
    Fill fill = new Fill(execId, side, new BigDecimal(quantity), BigDecimal.ONE, NOON);
    ledger
        .inbox()
        .append(
            account,
            List.of(new Received.Ours(NOON, new OrderEvent.Filled(ref, fill, fill.quantity(), 9))));
  }

  @Test
  void listsWhatIsNotProvenOver() {
    List<PlacedOrder> orders = stored(store.storeWave(entry(id, account, 3)));

    store.markOver(orders.get(1).ref(), Verdict.PROVEN_ABSENT);

    assertThat(store.open(account))
        .extracting(StoredIntent::ref)
        .containsExactly(orders.get(0).ref(), orders.get(2).ref());
    assertThat(store.find(List.of(orders.get(1).ref())).getFirst().verdict())
        .contains(Verdict.PROVEN_ABSENT);
  }

  @Test
  void takesNoVerdictThatProvesNothing() {
    OrderRef ref = ref(id, "stock", Purpose.ENTRY, 1);

    assertThatThrownBy(() -> store.markOver(ref, Verdict.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void movesTheTradeOnWhenItsEntryIsWritten() {
    List<OrderRef> refs = refs(stored(store.storeWave(entry(id, account, 3))));

    store.recordWritten(refs, WriteOutcome.WRITTEN, NOON);

    assertThat(state()).isEqualTo(TradeState.WORKING);
    assertThat(store.find(refs))
        .allSatisfy(
            intent -> {
              assertThat(intent.written()).isEqualTo(WriteState.WRITTEN);
              assertThat(intent.writtenAt()).isEqualTo(NOON);
            });
  }

  @Test
  void neverForgetsThatAnOrderWasWritten() {
    List<OrderRef> refs = refs(stored(store.storeWave(entry(id, account, 3))));

    store.recordWritten(refs, WriteOutcome.UNKNOWN, NOON);
    store.recordWritten(refs, WriteOutcome.NOT_WRITTEN, NOON);
    assertThat(store.find(refs)).extracting(StoredIntent::written).containsOnly(WriteState.UNKNOWN);

    store.recordWritten(refs, WriteOutcome.WRITTEN, NOON);
    store.recordWritten(refs, WriteOutcome.UNKNOWN, NOON);
    assertThat(store.find(refs)).extracting(StoredIntent::written).containsOnly(WriteState.WRITTEN);
  }

  @Test
  void takesAnOrderOfWhichNothingWasWrittenForProvenAbsent() {
    OrderRef first = ref(id, "stock", Purpose.UNWIND, 1);
    store.storeWave(unwind(id, account, 1));

    store.recordWritten(List.of(first), WriteOutcome.NOT_WRITTEN, NOON);

    assertThat(store.find(List.of(first)).getFirst().verdict()).contains(Verdict.PROVEN_ABSENT);
    assertThat(store.storeWave(unwind(id, account, 2))).isInstanceOf(Stored.class);
  }

  @Test
  void findsTheOrderThatAnOrderIdNames() {
    PlacedOrder call = stored(store.storeWave(entry(id, account, 3))).get(2);

    assertThat(store.byOrderId(account, CLIENT, call.orderId()))
        .map(StoredIntent::order)
        .contains(call);
    assertThat(store.byOrderId(account, CLIENT + 1, call.orderId())).isEmpty();
  }

  @Test
  void numbersSessionsUpwards() {
    long first = store.nextSessionEpoch(account, CLIENT);
    assertThat(orderIds(store.storeWave(entry(id, account, 3)))).startsWith(1);

    assertThat(store.nextSessionEpoch(account, CLIENT)).isEqualTo(first + 1);
  }

  private void endAsRejected() {
    ledger.endings().finish(id, Trades.ending(TradeState.REJECTED, null));
  }

  private String another(int number) {
    String other = id + "-" + number;
    ledger.executions().register(Trades.registration(other, account));
    return other;
  }

  private TradeState state() {
    return ledger.executions().find(id).orElseThrow().state();
  }

  private static List<PlacedOrder> stored(WaveAnswer answer) {
    assertThat(answer).isInstanceOf(Stored.class);
    return ((Stored) answer).orders();
  }

  private static List<Integer> orderIds(WaveAnswer answer) {
    return stored(answer).stream().map(PlacedOrder::orderId).toList();
  }

  private static List<OrderRef> refs(List<PlacedOrder> orders) {
    return orders.stream().map(PlacedOrder::ref).toList();
  }
}
