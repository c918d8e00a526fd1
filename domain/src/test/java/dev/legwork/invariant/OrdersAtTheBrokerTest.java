package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 2, 3, 4 and 7: what may be at the broker at all, and what may be concluded. */
class OrdersAtTheBrokerTest {
  private static final OrderRef STOCK = TwoAccounts.ref("stock", Purpose.ENTRY, 1);

  private static List<String> found(int invariant, TwoAccounts story) {
    return story.found().stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  @Test
  void catchesAReferenceThatReachedTheMarketTwice() {
    TwoAccounts story = TwoAccounts.committed();
    story.brokerOrders.add(TwoAccounts.numbered(story.brokerOrder(STOCK), 555));

    assertThat(found(2, story)).singleElement().asString().contains("555", "more than once");
  }

  /** fault O9. */
  @Test
  void takesSeveralPermIdsOfOneOrderForIncarnationsOfIt() {
    TwoAccounts story = TwoAccounts.committed();
    story.brokerOrders.add(TwoAccounts.known(story.brokerOrder(STOCK), 777));

    assertThat(story.found()).isEmpty();
  }

  @Test
  void catchesAnOrderThatWasTakenForAbsentAndSentAgain() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.over(
        STOCK, BrokerOrder.Life.LIVE, Verdict.PROVEN_ABSENT, TwoAccounts.START.plusSeconds(5));
    story.place("stock", Purpose.ENTRY, 2, "100", "69.60", 8);

    assertThat(found(2, story)).singleElement().asString().contains("the broker has both");
    assertThat(found(4, story)).singleElement().asString().contains("works at the broker");
  }

  @Test
  void catchesAnOrderWithoutAnIntent() {
    TwoAccounts story = TwoAccounts.committed();
    story.orders.removeIf(order -> order.ref().equals(STOCK));

    assertThat(found(3, story)).singleElement().asString().contains("no intent");
  }

  @Test
  void catchesAnIntentThatWasStoredAfterItsOrderArrived() {
    TwoAccounts story = TwoAccounts.committed();
    story.change(
        STOCK, order -> TwoAccounts.storedAt(order, order.storedAt().plus(Duration.ofMillis(50))));

    assertThat(found(3, story)).singleElement().asString().contains("was stored at");
    assertThat(story.found(Moment.settled(TwoAccounts.END).withSkew(Duration.ofMillis(100))))
        .isEmpty();
  }

  @Test
  void catchesAnOrderThatIsNotWhatWasDecided() {
    TwoAccounts story = TwoAccounts.committed();
    story.changeAtBroker(STOCK, order -> TwoAccounts.sized(order, "200"));

    assertThat(found(3, story))
        .containsExactly("the broker's order is not what was decided: quantity 200 instead of 100");
  }

  @Test
  void catchesAnOrderOfOurClientIdWithoutAReference() {
    TwoAccounts story = TwoAccounts.committed();
    BrokerOrder order = story.brokerOrder(STOCK);
    story.brokerOrders.add(
        new BrokerOrder(
            "",
            700,
            1,
            9700,
            TwoAccounts.ACCOUNT,
            1,
            "TWX",
            order.side(),
            d("1"),
            d("60"),
            BrokerOrder.Life.ENDED,
            d("0"),
            null));

    assertThat(found(3, story)).singleElement().asString().contains("carries no reference");
  }

  @Test
  void catchesAnEndingWhileAnOrderIsUnproven() {
    TwoAccounts story = TwoAccounts.unwound();
    OrderRef put = TwoAccounts.ref("put", Purpose.ENTRY, 1);
    story.change(put, order -> TwoAccounts.proven(order, Verdict.LIVE, null));

    assertThat(found(4, story))
        .containsExactly("the trade ended UNWOUND, and it is not proven over");
  }

  @Test
  void catchesAnOrderThatIsTakenForOverAndWorks() {
    TwoAccounts story = TwoAccounts.unwound();
    OrderRef put = TwoAccounts.ref("put", Purpose.ENTRY, 1);
    story.changeAtBroker(put, order -> TwoAccounts.lived(order, BrokerOrder.Life.LIVE));

    assertThat(found(4, story)).singleElement().asString().contains("works at the broker");
  }

  @Test
  void catchesAnOrderThatIsTakenForNotWrittenAndArrived() {
    TwoAccounts story = TwoAccounts.registered();
    LedgerOrder order = story.intend("stock", Purpose.ENTRY, 1, "100", "69.60", 1);
    story.brokerOrders.add(TwoAccounts.atBroker(order, order.storedAt()));
    story.orders.set(
        0,
        new LedgerOrder(
            order.placed(), 1, 7, order.storedAt(), WriteOutcome.NOT_WRITTEN, Verdict.LIVE, null));

    assertThat(found(4, story)).singleElement().asString().contains("not written");
  }

  @Test
  void catchesTwoLiveOrdersOfALegAndPurpose() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.place("stock", Purpose.ENTRY, 2, "100", "69.60", 3);

    assertThat(found(7, story))
        .anySatisfy(what -> assertThat(what).contains("works at the broker beside"))
        .anySatisfy(what -> assertThat(what).contains("which is not proven over"));
  }

  @Test
  void catchesASuccessorThatCameBeforeTheProof() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.place("stock", Purpose.ENTRY, 2, "100", "69.60", 5);

    assertThat(found(7, story)).singleElement().asString().contains("was proven over at");
  }

  @Test
  void acceptsASuccessorAfterTheProofForTheRemainder() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.place("stock", Purpose.ENTRY, 2, "40", "69.60", 10);

    assertThat(story.found(Moment.anyInstant(TwoAccounts.END))).isEmpty();
  }

  @Test
  void catchesASuccessorForMoreThanTheRemainder() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.place("stock", Purpose.ENTRY, 2, "41", "69.60", 10);

    assertThat(found(7, story)).containsExactly("is for 41, and only 40 remained to enter");
  }

  @Test
  void blamesNoUnwindingForItsOwnFillWhereClocksAreApart() {
    TwoAccounts story = TwoAccounts.unwound();

    assertThat(story.found(Moment.settled(TwoAccounts.END).withSkew(Duration.ofSeconds(5))))
        .isEmpty();
  }

  @Test
  void catchesAnUnwindingForMoreThanIsHeld() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.place("stock", Purpose.UNWIND, 1, "61", "69.20", 10);
    story.state = TradeState.UNWINDING;

    assertThat(found(7, story)).containsExactly("is for 61, and only 60 remained to leave");
  }
}
