package dev.legwork.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.LegBook;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is known of three legs and their first and second orders, at any time. */
class EntryDecisionsProperties {
  private static final Instant WRITTEN = Instant.parse("2014-06-06T13:45:00Z");
  private static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");

  /** What is known of an order. */
  enum Fate {
    UNKNOWN,
    SILENT,
    WORKING,
    FILLED,
    PARTLY_CANCELLED,
    REJECTED,
    ABSENT,
    NOT_WRITTEN,
    TURNED_UP
  }

  @Provide
  Arbitrary<List<Fate>> fates() {
    return Arbitraries.of(Fate.class).list().ofSize(6);
  }

  @Property
  void sendsAgainOnlyWhatIsProvenAbsentAndOnlyOnce(
      @ForAll("fates") List<Fate> fates,
      @ForAll @Size(3) List<Boolean> sentAgain,
      @ForAll @IntRange(max = 16_000) int millis,
      @ForAll boolean cancelled) {
    TradeBook book = book(fates, sentAgain);
    Instant now = WRITTEN.plusMillis(millis);
    Decision decision =
        EntryDecisions.whileWorking(
            book, clocking(book), Policy.DEFAULT, now, cancelled ? "enough" : null);
    if (!(decision instanceof Decision.Resend resend)) {
      return;
    }
    assertThat(cancelled).isFalse();
    assertThat(millis).as("5 s of the 15 are left").isLessThanOrEqualTo(10_000);
    assertThat(resend.legs()).isNotEmpty();
    for (LegBook leg : book.legs()) {
      List<OrderBookEntry> orders = leg.orders();
      if (resend.legs().contains(leg.leg().name())) {
        assertThat(leg.lastAttempt(Purpose.ENTRY)).isEqualTo(1);
        assertThat(orders).allMatch(OrderBookEntry::isAbsent);
        assertThat(leg.executed()).isZero();
      } else {
        assertThat(leg.isFilled() || orders.stream().anyMatch(order -> !order.isOver()))
            .as("nothing of the other legs is lost: %s", leg)
            .isTrue();
      }
      assertThat(orders)
          .as("of every order it is known whether it exists")
          .noneMatch(order -> order.isUnheard() && order.written() == WriteOutcome.UNKNOWN);
    }
  }

  @Property
  void neverLeavesALegTwiceInTheMarket(
      @ForAll("fates") List<Fate> fates, @ForAll @Size(3) List<Boolean> sentAgain) {
    TradeBook book = book(fates, sentAgain);
    boolean doubled =
        book.legs().stream()
            .anyMatch(leg -> leg.orders().stream().filter(order -> !order.isOver()).count() > 1);

    Decision decision =
        EntryDecisions.whileWorking(book, clocking(book), Policy.DEFAULT, WRITTEN, null);

    if (doubled) {
      assertThat(decision).isInstanceOf(Decision.Withdraw.class);
    }
  }

  @Property
  void commitsNothingThatStillLives(
      @ForAll("fates") List<Fate> fates, @ForAll @Size(3) List<Boolean> sentAgain) {
    TradeBook book = book(fates, sentAgain);

    Decision decision =
        EntryDecisions.whileWorking(book, clocking(book), Policy.DEFAULT, WRITTEN, null);

    if (decision instanceof Decision.Commit) {
      assertThat(book.isFilled()).isTrue();
      assertThat(book.live()).isEmpty();
    }
  }

  private static Clocking clocking(TradeBook book) {
    return new Clocking(WRITTEN, book.hasExecuted() ? WRITTEN.plusMillis(14_000) : null);
  }

  private static TradeBook book(List<Fate> fates, List<Boolean> sentAgain) {
    TradeBook book = TradeBook.of(REQUEST);
    List<PlacedOrder> first = Conversion.entries(REQUEST);
    List<PlacedOrder> second =
        Conversion.entries(new EntryPlan(REQUEST, 7, null, 2, null, BigDecimal.ZERO));
    for (int leg = 0; leg < 3; leg++) {
      boolean lost =
          List.of(Fate.ABSENT, Fate.NOT_WRITTEN, Fate.TURNED_UP).contains(fates.get(leg));
      book = with(book, first.get(leg), fates.get(leg));
      if (lost && sentAgain.get(leg)) {
        book = with(book, second.get(leg), fates.get(3 + leg));
      }
    }
    return book;
  }

  private static TradeBook with(TradeBook book, PlacedOrder order, Fate fate) {
    TradeBook placed = book.placed(List.of(order), WriteOutcome.WRITTEN);
    return switch (fate) {
      case UNKNOWN -> book.placed(List.of(order), WriteOutcome.UNKNOWN);
      case SILENT -> placed;
      case WORKING -> placed.with(status(order, OrderStatus.WORKING));
      case FILLED -> placed.with(fill(order, order.intent().quantity()));
      case PARTLY_CANCELLED ->
          placed
              .with(status(order, OrderStatus.CANCELLED))
              .with(proven(order, Verdict.PROVEN_TERMINAL));
      case REJECTED -> placed.with(new OrderEvent.Rejected(order.ref(), 201, "margin"));
      case ABSENT -> placed.with(proven(order, Verdict.PROVEN_ABSENT));
      case NOT_WRITTEN -> book.placed(List.of(order), WriteOutcome.NOT_WRITTEN);
      case TURNED_UP ->
          placed
              .with(proven(order, Verdict.PROVEN_ABSENT))
              .with(status(order, OrderStatus.WORKING));
    };
  }

  private static OrderSnapshot proven(PlacedOrder order, Verdict verdict) {
    return new OrderSnapshot(
        Map.of(order.ref(), verdict), List.of(), Map.of(), List.<BrokerEvent>of());
  }

  private static OrderEvent status(PlacedOrder order, OrderStatus status) {
    return new OrderEvent.StatusReported(order.ref(), status, BigDecimal.ZERO, 1);
  }

  private static OrderEvent fill(PlacedOrder order, BigDecimal quantity) {
    Fill fill =
        new Fill(order.ref() + ".01", order.intent().side(), quantity, Decimals.of("1.2"), WRITTEN);
    return new OrderEvent.Filled(order.ref(), fill, quantity, 1);
  }
}
