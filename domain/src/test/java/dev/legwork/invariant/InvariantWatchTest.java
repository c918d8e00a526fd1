package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.order.Fill;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvariantWatchTest {
  private static final Instant T = TwoAccounts.START.plusSeconds(3);

  private final TwoAccounts story = TwoAccounts.registered();
  private final List<Violation> told = new ArrayList<>();
  private final InvariantWatch watch = new InvariantWatch(told::add);

  InvariantWatchTest() {
    watch.registered(TwoAccounts.REQUEST);
  }

  private LedgerOrder store(
      String leg, Purpose purpose, int attempt, String quantity, String limit) {
    LedgerOrder order = story.intend(leg, purpose, attempt, quantity, limit, 1);
    watch.stored(order);
    return order;
  }

  private LedgerOrder send(
      String leg, Purpose purpose, int attempt, String quantity, String limit) {
    LedgerOrder order = store(leg, purpose, attempt, quantity, limit);
    watch.received(TwoAccounts.atBroker(order, T));
    return order;
  }

  private LedgerOrder sendStock() {
    return send("stock", Purpose.ENTRY, 1, "100", "69.60");
  }

  /** The venue executes, and the ledger counts it. */
  private void fill(LedgerOrder order, String execId, String quantity, String price) {
    execute(order, execId, quantity, price);
    watch.counted(
        new LedgerFill(order.ref(), TwoAccounts.fillOf(order, execId, quantity, price), T));
  }

  private void execute(LedgerOrder order, String execId, String quantity, String price) {
    Fill fill = TwoAccounts.fillOf(order, execId, quantity, price);
    watch.executed(TwoAccounts.brokerFill(order.ref(), order.intent().instrument(), fill, null));
  }

  private void cancelAndProve(LedgerOrder order) {
    watch.ended(TwoAccounts.atBroker(order, T));
    watch.proven(order.ref(), Verdict.PROVEN_TERMINAL);
  }

  private List<String> told(int invariant) {
    assertThat(watch.violations()).isEqualTo(told);
    return told.stream().filter(v -> v.invariant() == invariant).map(Violation::what).toList();
  }

  @Test
  void isSilentWhileATradeEntersCompletesAndUnwinds() {
    LedgerOrder stock = sendStock();
    send("put", Purpose.ENTRY, 1, "1", "1.20");
    send("call", Purpose.ENTRY, 1, "1", "1.20");
    fill(stock, "a.01", "60", "69.60");
    fill(stock, "a.02", "50", "69.65");
    cancelAndProve(stock);
    LedgerOrder rest = send("stock", Purpose.COMPLETION, 1, "50", "69.60");
    fill(rest, "b.01", "50", "69.60");
    cancelAndProve(rest);
    send("stock", Purpose.UNWIND, 1, "100", "69.20");

    assertThat(told).isEmpty();
  }

  @Test
  void catchesASecondArrivalOfAReference() {
    LedgerOrder stock = sendStock();
    watch.received(TwoAccounts.numbered(TwoAccounts.atBroker(stock, T), 999));

    assertThat(told(2)).singleElement().asString().contains("a second time", "999");
  }

  @Test
  void catchesAnOrderBeforeItsIntent() {
    LedgerOrder stock = story.intend("stock", Purpose.ENTRY, 1, "100", "69.60", 1);
    watch.received(TwoAccounts.atBroker(stock, T));

    assertThat(told(3)).singleElement().asString().contains("before an intent was stored");
  }

  @Test
  void catchesAnOrderThatIsNotWhatWasDecided() {
    LedgerOrder stock = store("stock", Purpose.ENTRY, 1, "100", "69.60");
    watch.received(TwoAccounts.limited(TwoAccounts.atBroker(stock, T), d("69.70")));

    assertThat(told(3)).singleElement().asString().contains("limit 69.7 instead of 69.6");
  }

  @Test
  void catchesProofOfWhatStillWorks() {
    LedgerOrder stock = sendStock();
    watch.proven(stock.ref(), Verdict.PROVEN_TERMINAL);

    assertThat(told(4)).singleElement().asString().contains("works at the venue");
  }

  /** fault O9: a second incarnation works, and nobody has been told of it. */
  @Test
  void letsExecutionsThatAddUpProveAlone() {
    LedgerOrder stock = sendStock();
    fill(stock, "a.01", "100", "69.60");
    watch.proven(stock.ref(), Verdict.PROVEN_TERMINAL);

    assertThat(told(4)).isEmpty();
  }

  @Test
  void catchesAnAbsentOrderThatWasThereOnce() {
    LedgerOrder stock = sendStock();
    watch.ended(TwoAccounts.atBroker(stock, T));
    watch.proven(stock.ref(), Verdict.PROVEN_ABSENT);

    assertThat(told(4)).singleElement().asString().contains("the venue has received it");
  }

  @Test
  void catchesAnOrderThatArrivesAfterItWasTakenForAbsent() {
    LedgerOrder stock = store("stock", Purpose.ENTRY, 1, "100", "69.60");
    watch.proven(stock.ref(), Verdict.PROVEN_ABSENT);
    watch.received(TwoAccounts.atBroker(stock, T));

    assertThat(told(4)).singleElement().asString().contains("after it was taken for");
  }

  @Test
  void catchesASuccessorBeforeTheProof() {
    LedgerOrder stock = sendStock();
    watch.ended(TwoAccounts.atBroker(stock, T));
    send("stock", Purpose.ENTRY, 2, "100", "69.60");

    assertThat(told(7)).singleElement().asString().contains("which is not proven over");
  }

  @Test
  void catchesASuccessorForMoreThanTheLedgerSaysRemains() {
    LedgerOrder stock = sendStock();
    fill(stock, "a.01", "60", "69.60");
    cancelAndProve(stock);
    send("stock", Purpose.ENTRY, 2, "41", "69.60");

    assertThat(told(7)).containsExactly("is for 41, and only 40 remained");
    assertThat(told(6)).singleElement().asString().contains("100 asked for");
  }

  @Test
  void catchesAReplacementThatDidNotCountWhatHadExecuted() {
    LedgerOrder stock = sendStock();
    execute(stock, "a.01", "60", "69.60");
    cancelAndProve(stock);
    send("stock", Purpose.COMPLETION, 1, "100", "69.60");

    assertThat(told(6)).containsExactly("60 entered and 100 entering, 100 asked for");
  }

  /** fault O7. */
  @Test
  void blamesNobodyForAFillAfterTheProof() {
    LedgerOrder stock = sendStock();
    cancelAndProve(stock);
    LedgerOrder again = store("stock", Purpose.COMPLETION, 1, "100", "69.60");
    execute(stock, "late.01", "40", "69.60");
    watch.received(TwoAccounts.atBroker(again, T));

    assertThat(told).isEmpty();
  }

  @Test
  void catchesAnUnwindingThatCanPassThroughZero() {
    LedgerOrder stock = sendStock();
    fill(stock, "a.01", "60", "69.60");
    cancelAndProve(stock);
    LedgerOrder first = send("stock", Purpose.UNWIND, 1, "60", "69.20");
    execute(first, "u.01", "60", "69.30");
    cancelAndProve(first);
    send("stock", Purpose.UNWIND, 2, "60", "69.20");

    assertThat(told(6)).singleElement().asString().contains("60 left and 60 leaving, only 60");
  }

  @Test
  void catchesLimitsBeyondTheBoundAsSoonAsTheyAreStored() {
    store("stock", Purpose.ENTRY, 1, "100", "69.73");
    store("put", Purpose.ENTRY, 1, "1", "1.20");
    assertThat(told).isEmpty();
    store("call", Purpose.ENTRY, 1, "1", "1.20");

    assertThat(told(8))
        .containsExactly("with it the trade may cost 6973 USD, and its bound is 6972 USD");
  }

  /** fault O18: what was executed beyond the order costs the venue's money, not the bound's. */
  @Test
  void countsNoOverFillAgainstTheBound() {
    LedgerOrder stock = sendStock();
    fill(stock, "a.01", "100", "69.60");
    fill(stock, "o.01", "3", "69.60");
    store("put", Purpose.ENTRY, 1, "1", "1.20");
    store("call", Purpose.ENTRY, 1, "1", "1.20");

    assertThat(told(8)).isEmpty();
  }

  @Test
  void catchesAFillWorseThanItsLimitButNoCorrection() {
    LedgerOrder stock = sendStock();
    execute(stock, "a.01", "60", "69.60");
    execute(stock, "a.02", "60", "69.90");
    assertThat(told).isEmpty();
    execute(stock, "b.01", "40", "69.61");

    assertThat(told(8)).singleElement().asString().contains("69.61");
  }

  /** fault O27. */
  @Test
  void catchesACancelAndAChangeOfWhatIsNotOurs() {
    LedgerOrder stock = sendStock();
    BrokerOrder manual = foreign();
    watch.received(manual);
    watch.cancelReceived(1, manual);
    watch.modified(1, manual);
    watch.cancelReceived(9, manual);
    watch.cancelReceived(1, TwoAccounts.atBroker(stock, T));

    assertThat(told(15)).hasSize(2).allSatisfy(what -> assertThat(what).contains("not ours"));
    assertThat(told).hasSize(2);
  }

  /** Whatever works at that moment: the next time it is somebody else's. */
  @Test
  void catchesACancelOfEverythingEvenIfOnlyOursWorks() {
    LedgerOrder stock = sendStock();
    watch.allCancelled(1, List.of(TwoAccounts.atBroker(stock, T)));

    assertThat(told(15)).containsExactly("we asked for everybody's orders to be cancelled");
  }

  /** fault O27. */
  @Test
  void catchesEveryOrderOfOthersThatACancelOfEverythingReaches() {
    LedgerOrder stock = sendStock();
    BrokerOrder manual = foreign();
    watch.received(manual);
    watch.allCancelled(1, List.of(TwoAccounts.atBroker(stock, T), manual));

    assertThat(told(15))
        .hasSize(2)
        .last()
        .asString()
        .contains("this is not ours", "order 1 of client 0 (BUY 10 TWX)");
  }

  /** Another desk of ours placed it, on its own account. */
  @Test
  void catchesACancelOfEverythingThatReachesAnotherDesksOrders() {
    LedgerOrder stock = sendStock();
    LedgerOrder put = send("put", Purpose.ENTRY, 1, "1", "1.20");
    BrokerOrder other = TwoAccounts.ofClient(TwoAccounts.atBroker(put, T), 2);
    watch.allCancelled(1, List.of(TwoAccounts.atBroker(stock, T), other));

    assertThat(told(15)).hasSize(2).last().asString().contains("of client 2");
  }

  /** fault O26: somebody at the broker cancels everything. */
  @Test
  void blamesNobodyForWhatOthersCancel() {
    LedgerOrder stock = sendStock();
    watch.allCancelled(99, List.of(TwoAccounts.atBroker(stock, T), foreign()));

    assertThat(told).isEmpty();
  }

  @Test
  void catchesAFenceThatIsLoweredOfTheSameAccountOnly() {
    watch.fenceStands(TwoAccounts.ACCOUNT, 7);
    watch.fenceStands(TwoAccounts.ACCOUNT, 8);
    watch.fenceStands("DU1000002", 1);
    watch.fenceStands(TwoAccounts.ACCOUNT, 8);
    assertThat(told).isEmpty();
    watch.fenceStands(TwoAccounts.ACCOUNT, 7);
    assertThat(told(12)).containsExactly("the fence stands at 7, and it stood at 8 before");
    watch.fenceStands(TwoAccounts.ACCOUNT, 0);

    assertThat(told(12)).hasSize(2).last().asString().contains("at 8 before");
  }

  @Test
  void catchesAChangeThatNoIntentSays() {
    LedgerOrder stock = sendStock();
    watch.modified(1, TwoAccounts.atBroker(stock, T));
    assertThat(told).isEmpty();
    watch.modified(1, TwoAccounts.sized(TwoAccounts.atBroker(stock, T), "50"));

    assertThat(told(3)).singleElement().asString().contains("was modified");
  }

  @Test
  void catchesAnOrderIdThatComesAgain() {
    LedgerOrder stock = sendStock();
    LedgerOrder put = store("put", Purpose.ENTRY, 1, "1", "1.20");
    watch.received(TwoAccounts.numbered(TwoAccounts.atBroker(put, T), stock.placed().orderId()));

    assertThat(told(12)).hasSize(1);
  }

  private static BrokerOrder foreign() {
    return new BrokerOrder(
        "",
        1,
        0,
        5,
        TwoAccounts.ACCOUNT,
        Conversion.STOCK.conId(),
        "TWX",
        Side.BUY,
        d("10"),
        d("60"),
        BrokerOrder.Life.LIVE,
        d("0"),
        null);
  }
}
