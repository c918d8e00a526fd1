package dev.legwork.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.LockHold;
import dev.legwork.invariant.LedgerTruth.Stop;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 9, 12 and 13: one trade at a time, under tokens that grow. */
class LocksAndFencesTest {
  private static final OrderRef STOCK = TwoAccounts.ref("stock", Purpose.ENTRY, 1);

  private static List<String> found(int invariant, TwoAccounts story) {
    return story.found(Moment.anyInstant(TwoAccounts.END)).stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  /** A second trade of the account, with one working order. */
  private static LedgerTrade second(TwoAccounts story, long token, int orderId) {
    ExecutionRequest first = TwoAccounts.REQUEST;
    ExecutionRequest request =
        new ExecutionRequest(
            "twx-0002",
            first.account(),
            first.strategy(),
            first.underlying(),
            first.legs(),
            first.quantity(),
            first.netLimit(),
            first.placing(),
            first.pricing(),
            first.timeouts());
    OrderIntent like = story.order(STOCK).intent();
    OrderRef ref = new OrderRef("twx-0002", "stock", Purpose.ENTRY, 1);
    OrderIntent intent =
        new OrderIntent(
            ref,
            like.account(),
            like.instrument(),
            like.side(),
            like.quantity(),
            like.limit(),
            null);
    LedgerOrder order =
        new LedgerOrder(
            new PlacedOrder(intent, orderId),
            1,
            token,
            TwoAccounts.START.plusSeconds(2),
            WriteOutcome.WRITTEN,
            Verdict.LIVE,
            null);
    story.brokerOrders.add(TwoAccounts.atBroker(order, order.storedAt()));
    LedgerTrade trade =
        new LedgerTrade(
            request,
            TradeState.WORKING,
            null,
            List.of(),
            token,
            TwoAccounts.START,
            null,
            List.of(order),
            List.of(),
            List.of(),
            null);
    story.others.add(trade);
    return trade;
  }

  private static TwoAccounts entering() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    return story;
  }

  @Test
  void catchesATokenThatTwoTradesUsed() {
    TwoAccounts story = entering();
    second(story, 7, 200);

    assertThat(found(9, story)).anySatisfy(what -> assertThat(what).contains("under token 7"));
  }

  @Test
  void catchesAStaleTokenThatOpened() {
    TwoAccounts story = entering();
    second(story, 6, 200);

    assertThat(found(9, story))
        .anySatisfy(
            what -> assertThat(what).contains("stored under token 6 after", "under token 7"));
  }

  @Test
  void catchesATokenAboveTheFence() {
    TwoAccounts story = TwoAccounts.committed();
    story.fences.set(0, new Fence(TwoAccounts.ACCOUNT, 6, TwoAccounts.START));

    assertThat(found(9, story)).hasSize(3).first().asString().contains("fence", "stands at 6");
  }

  @Test
  void catchesTwoTradesThatOpenAtTheSameTime() {
    TwoAccounts story = entering();
    story.fences.set(0, new Fence(TwoAccounts.ACCOUNT, 8, TwoAccounts.START.plusSeconds(2)));
    second(story, 8, 200);

    assertThat(found(9, story))
        .containsExactly("opens at the broker while execution twx-0001 is opening");
  }

  @Test
  void acceptsTwoTradesWhereAnOperatorTookTheLockAway() {
    TwoAccounts story = entering();
    story.fences.set(0, new Fence(TwoAccounts.ACCOUNT, 8, TwoAccounts.START.plusSeconds(2)));
    story.forced.add(TwoAccounts.ID);
    second(story, 8, 200);

    assertThat(story.found(Moment.anyInstant(TwoAccounts.END))).isEmpty();
  }

  @Test
  void catchesAnOpeningTradeThatDoesNotHoldTheLock() {
    TwoAccounts story = entering();
    story.locks = List.of();

    assertThat(found(9, story)).hasSize(3).first().asString().contains("does not hold the lock");

    story.locks = List.of(new LockHold(TwoAccounts.ACCOUNT, TwoAccounts.ID, 7));
    assertThat(found(9, story)).isEmpty();
  }

  /** fault S5. */
  @Test
  void catchesAnOrderIdThatWasGivenTwice() {
    TwoAccounts story = entering();
    second(story, 8, 101);

    assertThat(found(12, story))
        .contains("has order id 101 of client 1, which was given to " + STOCK);
  }

  @Test
  void catchesAnOpeningOrderThatSlippedThroughTheFence() {
    TwoAccounts story = entering();
    story.fences.set(0, new Fence(TwoAccounts.ACCOUNT, 8, TwoAccounts.START));

    assertThat(found(13, story)).hasSize(3).first().asString().contains("fence stood at 8");
  }

  @Test
  void catchesAnOpeningOrderOfAStoppedAccount() {
    TwoAccounts story = entering();
    Instant longAgo = TwoAccounts.START.minusSeconds(60);
    story.stops.add(new Stop(TwoAccounts.ACCOUNT, "KILL_SWITCH", longAgo, null));

    assertThat(found(13, story)).hasSize(3).first().asString().contains("KILL_SWITCH stands");
  }

  @Test
  void letsAnAccountOpenBeforeItIsStoppedAndOnceItGoesOn() {
    TwoAccounts story = entering();
    Instant longAgo = TwoAccounts.START.minusSeconds(60);
    story.stops.add(new Stop(TwoAccounts.ACCOUNT, "KILL_SWITCH", longAgo, TwoAccounts.START));
    story.stops.add(
        new Stop(TwoAccounts.ACCOUNT, "KILL_SWITCH", TwoAccounts.START.plusSeconds(60), null));
    story.stops.add(new Stop("DU2", "KILL_SWITCH", longAgo, null));

    assertThat(found(13, story)).isEmpty();
  }

  @Test
  void tellsTheFirstOfTheFencesThatAnOrderSlippedThrough() {
    TwoAccounts story = entering();
    story.fences.clear();
    story.fences.add(new Fence(TwoAccounts.ACCOUNT, 7, TwoAccounts.START));
    story.fences.add(new Fence(TwoAccounts.ACCOUNT, 8, TwoAccounts.START));
    story.fences.add(new Fence(TwoAccounts.ACCOUNT, 9, TwoAccounts.START));

    assertThat(found(13, story)).hasSize(3).allSatisfy(what -> assertThat(what).contains("at 8"));
  }

  @Test
  void letsRiskBeReducedUnderAnyFence() {
    TwoAccounts story = entering();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.fences.set(0, new Fence(TwoAccounts.ACCOUNT, 8, TwoAccounts.START.plusSeconds(7)));
    story.place("stock", Purpose.UNWIND, 1, "60", "69.20", 10);

    assertThat(found(13, story)).isEmpty();
    assertThat(found(9, story)).isEmpty();
  }
}
