package dev.legwork.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 6 and 8: how much can be held at worst, and what it may cost. */
class BoundsTest {
  private static final OrderRef STOCK = TwoAccounts.ref("stock", Purpose.ENTRY, 1);

  private static List<String> found(int invariant, TwoAccounts story) {
    return story.found(Moment.anyInstant(TwoAccounts.END)).stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  @Test
  void catchesOrdersThatCanEnterMoreThanWasAskedFor() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.place("stock", Purpose.COMPLETION, 1, "61", "69.60", 10);

    assertThat(found(6, story))
        .containsExactly("60 executed and 101 still working to enter, 100 asked for");
  }

  @Test
  void acceptsACompletionForTheRemainder() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.place("stock", Purpose.COMPLETION, 1, "40", "69.60", 10);

    assertThat(found(6, story)).isEmpty();
  }

  /** fault O7. */
  @Test
  void blamesNobodyForAFillAfterTheProof() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.place("stock", Purpose.COMPLETION, 1, "100", "69.60", 10);
    Fill late = TwoAccounts.fillOf(story.order(STOCK), "late.01", "40", "69.60");
    story.brokerFills.add(TwoAccounts.brokerFill(STOCK, Conversion.STOCK, late, null));
    story.fills.add(new LedgerFill(STOCK, late, TwoAccounts.START.plusSeconds(11)));

    assertThat(found(6, story)).isEmpty();
  }

  @Test
  void catchesAnUnwindingThatCanPassThroughZero() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    story.place("stock", Purpose.UNWIND, 1, "60", "69.20", 10);
    story.fill("stock", Purpose.UNWIND, 1, "60", "69.50");
    story.place("stock", Purpose.UNWIND, 2, "1", "69.20", 16);

    assertThat(found(6, story)).singleElement().asString().contains("passes through zero");
  }

  /** fault O11. */
  @Test
  void blamesNobodyForAnEntryThatWasTakenBackAfterItWasUnwound() {
    TwoAccounts story = TwoAccounts.unwound();
    Fill bust = TwoAccounts.fillOf(story.order(STOCK), "stockENTRY1.02", "0", "69.60");
    story.fills.add(new LedgerFill(STOCK, bust, TwoAccounts.START.plusSeconds(20)));

    assertThat(found(6, story)).isEmpty();
  }

  @Test
  void catchesAnOrderOnTheWrongSide() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    LedgerOrder order = story.order(STOCK);
    var intent = order.intent();
    story.orders.set(
        0,
        new LedgerOrder(
            new PlacedOrder(
                new OrderIntent(
                    STOCK,
                    TwoAccounts.ACCOUNT,
                    intent.instrument(),
                    intent.side().opposite(),
                    intent.quantity(),
                    intent.limit(),
                    null),
                101),
            1,
            7,
            order.storedAt(),
            order.written(),
            order.verdict(),
            null));

    assertThat(found(6, story)).containsExactly("SELL is the wrong side for a leg that is a BUY");
  }

  @Test
  void catchesLimitsThatTogetherExceedTheBound() {
    TwoAccounts story = TwoAccounts.registered();
    story.place("stock", Purpose.ENTRY, 1, "100", "69.73", 1);
    story.place("put", Purpose.ENTRY, 1, "1", "1.20", 1);
    story.place("call", Purpose.ENTRY, 1, "1", "1.20", 1);

    assertThat(found(8, story))
        .contains("with it the trade may cost 6973 USD, and its bound is 6972 USD");
  }

  /** fault O18. */
  @Test
  void countsNoOverFillAgainstTheBound() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "100", "69.60");
    story.fill("stock", Purpose.ENTRY, 1, "3", "69.60");
    story.fill("put", Purpose.ENTRY, 1, "1", "1.20");
    story.cancelled("call", Purpose.ENTRY, 1);
    story.place("call", Purpose.ENTRY, 2, "1", "1.20", 10);

    assertThat(found(8, story)).isEmpty();
  }

  @Test
  void catchesACompletionThatMakesTheWholeTooDear() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "100", "69.60");
    story.fill("put", Purpose.ENTRY, 1, "1", "1.20");
    story.cancelled("call", Purpose.ENTRY, 1);
    story.place("call", Purpose.COMPLETION, 1, "1", "1.05", 10);

    assertThat(found(8, story))
        .containsExactly("with it the trade may cost 6975 USD, and its bound is 6972 USD");
  }

  @Test
  void asksForNoNetWhileALegIsMissing() {
    TwoAccounts story = TwoAccounts.registered();
    story.place("stock", Purpose.ENTRY, 1, "100", "69.60", 1);
    story.place("put", Purpose.ENTRY, 1, "1", "1.20", 1);

    assertThat(found(8, story)).isEmpty();
  }

  @Test
  void catchesAFillWorseThanItsLimit() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "100", "69.61");
    story.fill("call", Purpose.ENTRY, 1, "1", "1.19");

    assertThat(found(8, story))
        .containsExactly(
            "executed 100 at 69.61, worse than its limit 69.6",
            "executed 1 at 1.19, worse than its limit 1.2");
  }

  @Test
  void catchesAnOrderWithoutALimit() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.changeAtBroker(STOCK, order -> TwoAccounts.limited(order, null));

    assertThat(found(8, story)).containsExactly("has no limit at the broker");
  }
}
