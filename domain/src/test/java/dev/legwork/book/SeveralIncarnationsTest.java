package dev.legwork.book;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Clocking;
import dev.legwork.decision.Decision;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fault O9: one order of ours lives under two permIds at the venue. */
class SeveralIncarnationsTest {
  private static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");
  private static final OrderRef STOCK = entry("stock");
  private static final long FIRST = 101;
  private static final long SECOND = 201;

  private final TradeBook one =
      TradeBook.of(REQUEST)
          .placed(Conversion.entries(REQUEST), WriteOutcome.WRITTEN)
          .with(status(OrderStatus.WORKING, FIRST));
  private final TradeBook two = one.with(status(OrderStatus.WORKING, SECOND));

  @Test
  void theFillsOfOneProveNothingAboutTheOther() {
    TradeBook filled = two.with(fill("a", 100, FIRST)).with(status(OrderStatus.FILLED, FIRST));

    assertThat(filled.live()).contains(STOCK);
    assertThat(order(filled).remaining()).isEqualByComparingTo("100");
    assertThat(filled.with(fill("b", 100, SECOND)).live()).doesNotContain(STOCK);
  }

  @Test
  void theCancelOfOneAnswersNothingForTheOther() {
    TradeBook half = two.with(status(OrderStatus.CANCELLED, FIRST));

    assertThat(order(half).isAnsweredTerminal()).isFalse();
    assertThat(order(half.with(status(OrderStatus.CANCELLED, 0))).isAnsweredTerminal()).isFalse();
    assertThat(order(half.with(status(OrderStatus.CANCELLED, SECOND))).isAnsweredTerminal())
        .isTrue();
  }

  @Test
  void aSecondOneThatShowsUpLateTakesTheProofOfTheFirstBack() {
    OrderSnapshot ofTheFirst = snapshot(Verdict.PROVEN_TERMINAL, one);
    TradeBook proven = one.with(status(OrderStatus.CANCELLED, FIRST)).with(ofTheFirst);
    assertThat(proven.live()).doesNotContain(STOCK);

    TradeBook late = proven.with(status(OrderStatus.WORKING, SECOND));

    assertThat(late.live()).contains(STOCK);
    assertThat(late.with(ofTheFirst).live()).as("an older proof comes again").contains(STOCK);
    assertThat(late.with(snapshot(Verdict.PROVEN_TERMINAL, two)).live()).doesNotContain(STOCK);
  }

  @Test
  void aLegThatBothExecutedIsDoubled() {
    TradeBook both = two.with(fill("a", 100, FIRST)).with(fill("b", 30, SECOND));

    assertThat(both.hasDoubledLeg()).isTrue();
    assertThat(two.with(fill("a", 60, FIRST)).with(fill("b", 40, SECOND)).hasDoubledLeg())
        .isFalse();
  }

  /** Each snapshot brings them all again. */
  @Test
  void whatBothSaidBeforeIsNoNewsWhenItIsToldAgain() {
    List<OrderEvent> all =
        List.of(
            status(OrderStatus.WORKING, FIRST),
            status(OrderStatus.FILLED, FIRST),
            fill("a", 100, FIRST),
            status(OrderStatus.WORKING, SECOND),
            status(OrderStatus.CANCELLED, SECOND));
    TradeBook told = one;
    for (OrderEvent event : all) {
      told = told.with(event);
    }

    for (OrderEvent event : all) {
      assertThat(told.with(event)).as("%s", event).isSameAs(told);
    }
  }

  /** Two of one are always one too many, whatever else has happened. */
  @Test
  void isWithdrawnAtOnceEvenWhereAllLegsAreFilled() {
    TradeBook filled =
        two.with(fill("a", 100, FIRST))
            .with(fill("put", 1, 102, Side.BUY))
            .with(fill("call", 1, 103, Side.SELL));
    assertThat(filled.isFilled()).isTrue();

    Decision decision =
        EntryDecisions.whileWorking(
            filled, new Clocking(Instant.EPOCH, null), Policy.DEFAULT, Instant.EPOCH, null);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Withdraw.class,
            withdraw ->
                assertThat(withdraw.reason())
                    .extracting(Reason::code)
                    .isEqualTo(ReasonCode.TWO_INCARNATIONS));
  }

  private static OrderBookEntry order(TradeBook book) {
    return book.orders().get(STOCK);
  }

  /** What a desk proves that knows of the permIds of this book. */
  private static OrderSnapshot snapshot(Verdict verdict, TradeBook known) {
    List<BrokerEvent> events =
        order(known).incarnations().permIds().stream()
            .map(perm -> new BrokerEvent(perm, Instant.EPOCH, status(OrderStatus.WORKING, perm)))
            .toList();
    return new OrderSnapshot(Map.of(STOCK, verdict), List.of(), Map.of(), events);
  }

  private static OrderEvent status(OrderStatus status, long permId) {
    return new OrderEvent.StatusReported(STOCK, status, BigDecimal.ZERO, permId);
  }

  private static OrderEvent fill(String execId, int quantity, long permId) {
    return new OrderEvent.Filled(STOCK, execution(execId, quantity, Side.BUY), d("1"), permId);
  }

  private static OrderEvent fill(String leg, int quantity, long permId, Side side) {
    return new OrderEvent.Filled(entry(leg), execution(leg, quantity, side), d("1"), permId);
  }

  private static Fill execution(String execId, int quantity, Side side) {
    return new Fill(execId + ".01", side, BigDecimal.valueOf(quantity), d("69.6"), Instant.EPOCH);
  }
}
