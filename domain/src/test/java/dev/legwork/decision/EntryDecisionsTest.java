package dev.legwork.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryDecisionsTest {
  private static final Instant WRITTEN = Instant.parse("2014-06-06T13:45:00Z");
  private static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");
  private static final List<PlacedOrder> ORDERS = Conversion.entries(REQUEST);
  private final TradeBook placed = TradeBook.of(REQUEST).placed(ORDERS, WriteOutcome.WRITTEN);

  @Test
  void sendsAgainWithExactlyFiveSecondsLeft() {
    assertThat(after(10_000, proven("stock", "put", "call")))
        .isInstanceOfSatisfying(
            Decision.Resend.class,
            resend -> assertThat(resend.legs()).containsExactly("stock", "put", "call"));
  }

  @Test
  void withdrawsWithLess() {
    assertThat(after(10_001, proven("stock", "put", "call")))
        .isInstanceOfSatisfying(
            Decision.Withdraw.class,
            withdraw -> assertThat(withdraw.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN));
  }

  @Test
  void sendsNothingAgainWhenTheTimeAfterTheFirstFillIsOver() {
    Fill all = new Fill("x.01", Side.BUY, new BigDecimal("100"), new BigDecimal("69.5"), WRITTEN);
    TradeBook filled =
        proven("put")
            .with(new OrderEvent.Filled(Conversion.entry("stock"), all, new BigDecimal("100"), 0));
    Clocking clocking = new Clocking(WRITTEN, WRITTEN.plusMillis(10));
    Instant now = clocking.deadline(REQUEST.timeouts());

    assertThat(Duration.between(now, WRITTEN.plusSeconds(15))).isGreaterThan(Duration.ofSeconds(9));
    Reason reason =
        reason(EntryDecisions.whileWorking(filled, clocking, Policy.DEFAULT, now, null));
    assertThat(reason.code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(reason.detail())
        .isEqualTo(
            "lw1|twx-0001|put|E1 never reached the market (PROVEN_ABSENT); the trade's time is"
                + " over");
  }

  @Test
  void ordersThatWereNeverWrittenAreTheReasonHoweverLateTheyAreFound() {
    TradeBook unwritten = TradeBook.of(REQUEST).placed(ORDERS, WriteOutcome.NOT_WRITTEN);

    Reason reason = reason(after(66_000, unwritten));

    assertThat(reason.code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(reason.detail()).contains("was never written").endsWith("the trade's time is over");
  }

  /** A person's word stands for itself (docs/decisions/0012). */
  @Test
  void aCancelledTradeEndsUnfilledAlsoWhenNothingWasEverSent() {
    TradeBook unwritten = TradeBook.of(REQUEST).placed(ORDERS, WriteOutcome.NOT_WRITTEN);
    Reason cancelled = new Reason(ReasonCode.CANCELLED, "the trader said so");

    assertThat(EntryDecisions.afterWithdrawal(unwritten, cancelled))
        .isEqualTo(new Decision.NotFilled(cancelled));
  }

  @Test
  void anOrderThatWasSettledIsNotSaidToHaveBeenEndedByTheBroker() {
    TradeBook settled =
        placed.with(
            new OrderEvent.Settled(
                Conversion.entry("call"), BigDecimal.ZERO, "ann", "seen in TWS"));

    assertThat(reason(after(3_000, settled)).detail())
        .startsWith("call is proven over, unfilled")
        .doesNotContain("broker");
    assertThat(reason(after(66_000, settled)).detail())
        .startsWith("call is proven over, unfilled")
        .doesNotContain("broker");
  }

  @Test
  void asksSoonWhileItIsUnknownWhetherAnOrderExists() {
    TradeBook unknown = TradeBook.of(REQUEST).placed(ORDERS, WriteOutcome.UNKNOWN);

    assertThat(after(0, unknown))
        .isEqualTo(new Decision.Wait(WRITTEN.plus(Duration.ofMillis(500))));
  }

  @Test
  void asksAfterTwoSecondsAboutOrdersThatNobodyHeardOf() {
    assertThat(after(0, placed)).isEqualTo(new Decision.Wait(WRITTEN.plusSeconds(2)));
  }

  @Test
  void asksRarelyAboutOrdersThatWork() {
    TradeBook working = placed;
    for (PlacedOrder order : ORDERS) {
      working = working.with(status(order, OrderStatus.WORKING));
    }

    assertThat(after(0, working)).isEqualTo(new Decision.Wait(WRITTEN.plusSeconds(12)));
  }

  @Test
  void waitsForTheLastDoubtBeforeItSendsAnythingAgain() {
    TradeBook unknown =
        TradeBook.of(REQUEST).placed(ORDERS, WriteOutcome.UNKNOWN).with(verdicts("stock", "put"));

    assertThat(after(1_000, unknown)).isInstanceOf(Decision.Wait.class);
  }

  /** A word that the venue repeats late, about an order on its way, contradicts no proof. */
  @Test
  void keepsAProofThatOnlyAPendingStatusSpeaksAgainst() {
    TradeBook pending =
        proven("stock", "put", "call").with(status(ORDERS.getFirst(), OrderStatus.PENDING));

    assertThat(after(1_000, pending)).isInstanceOf(Decision.Resend.class);
  }

  @Test
  void keepsAProofThatOnlyARefusalSpeaksAgainst() {
    TradeBook refused =
        proven("stock", "put", "call")
            .with(new OrderEvent.Rejected(ORDERS.getFirst().ref(), 201, "margin"));

    assertThat(refused.live()).isEmpty();
  }

  @Test
  void takesBackAProofThatTheVenueContradicts() {
    TradeBook turnedUp =
        proven("stock", "put", "call").with(status(ORDERS.getFirst(), OrderStatus.WORKING));

    assertThat(turnedUp.live()).containsExactly(ORDERS.getFirst().ref());
    assertThat(turnedUp.with(verdicts("stock")).live())
        .as("an older snapshot does not bring the proof back")
        .containsExactly(ORDERS.getFirst().ref());
  }

  /** All of Legwork was away: the orders' expiry at the broker is later than the deadline. */
  @Test
  void ordersThatTheBrokerEndedAfterTheDeadlineEndTheTradeForItsTime() {
    assertThat(reason(after(66_000, ended("put", "call"))))
        .isEqualTo(
            new Reason(
                ReasonCode.TIMEOUT,
                "the broker ended put and call unfilled, as was heard at 13:46:06 UTC: their time"
                    + " in the market was over at 13:45:15 UTC, while Legwork was away"));
  }

  @Test
  void ordersThatTheBrokerEndedBeforeTheDeadlineWereCancelledThereAndNotRejected() {
    assertThat(reason(after(3_000, ended("call"))))
        .isEqualTo(
            new Reason(
                ReasonCode.CANCELLED_AT_BROKER,
                "the broker, or somebody there, ended call unfilled, as was heard at 13:45:03 UTC;"
                    + " it refused nothing, and the trade's time was not over"));
  }

  @Test
  void saysWhatAnOrderThatTheBrokerEndedHadExecuted() {
    Fill some = new Fill("x.01", Side.BUY, new BigDecimal("40"), new BigDecimal("69.5"), WRITTEN);
    TradeBook partly =
        ended("stock")
            .with(new OrderEvent.Filled(Conversion.entry("stock"), some, new BigDecimal("40"), 0));

    assertThat(reason(after(15_000, partly)).detail())
        .startsWith("the broker ended stock (40 of 100) before it was filled");
  }

  @Test
  void aRejectionIsTheReasonEvenIfOtherOrdersEndedWithoutOne() {
    TradeBook refused =
        ended("stock", "put")
            .with(new OrderEvent.Rejected(Conversion.entry("call"), 201, "margin"));

    Reason reason = reason(after(66_000, refused));

    assertThat(reason.code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(reason.detail()).isEqualTo("the broker rejected call: 201 margin");
  }

  private static Reason reason(Decision decision) {
    return ((Decision.Withdraw) decision).reason();
  }

  /** Cancelled, as the venue says of an expired order too, and proven. */
  private TradeBook ended(String... legs) {
    TradeBook book = placed;
    for (String leg : legs) {
      OrderRef ref = Conversion.entry(leg);
      book =
          book.with(new OrderEvent.StatusReported(ref, OrderStatus.CANCELLED, BigDecimal.ZERO, 0))
              .with(
                  new OrderSnapshot(
                      Map.of(ref, Verdict.PROVEN_TERMINAL), List.of(), Map.of(), List.of()));
    }
    return book;
  }

  private Decision after(int millis, TradeBook book) {
    return EntryDecisions.whileWorking(
        book, new Clocking(WRITTEN, null), Policy.DEFAULT, WRITTEN.plusMillis(millis), null);
  }

  private TradeBook proven(String... legs) {
    return placed.with(verdicts(legs));
  }

  private static OrderSnapshot verdicts(String... legs) {
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    for (String leg : legs) {
      verdicts.put(Conversion.entry(leg), Verdict.PROVEN_ABSENT);
    }
    return new OrderSnapshot(verdicts, List.of(), Map.of(), List.of());
  }

  private static OrderEvent status(PlacedOrder order, OrderStatus status) {
    return new OrderEvent.StatusReported(order.ref(), status, BigDecimal.ZERO, 0);
  }
}
