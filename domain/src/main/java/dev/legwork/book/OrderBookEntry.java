package dev.legwork.book;

import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is known of one order.
 *
 * @param placed the intent and its order id
 * @param written what is known of its write
 * @param status the latest word on its life, null while there is none; never leaves a final one
 * @param filledSeen the highest filled quantity ever reported
 * @param rejection why the venue refused it, or null
 * @param verdict what the desk has proven
 */
public record OrderBookEntry(
    PlacedOrder placed,
    WriteOutcome written,
    OrderStatus status,
    Fills fills,
    BigDecimal filledSeen,
    String rejection,
    long permId,
    Verdict verdict) {

  /** An order that was just placed. */
  public static OrderBookEntry of(PlacedOrder placed, WriteOutcome written) {
    return new OrderBookEntry(
        placed, written, null, Fills.NONE, BigDecimal.ZERO, null, 0, Verdict.LIVE);
  }

  public OrderIntent intent() {
    return placed.intent();
  }

  /** The entry with one more event; the same if it says nothing new. */
  public OrderBookEntry with(OrderEvent event) {
    OrderBookEntry told =
        switch (event) {
          case OrderEvent.StatusReported s ->
              copy(
                  later(s.status()),
                  fills,
                  filledSeen.max(s.filled()),
                  rejection,
                  perm(s.permId()));
          case OrderEvent.Filled f -> withFill(f.fill(), f.cumulative(), f.permId());
          case OrderEvent.Rejected r ->
              copy(status, fills, filledSeen, r.code() + " " + r.text(), permId);
          case OrderEvent.Settled ignored -> with(Verdict.PROVEN_TERMINAL);
          case OrderEvent.CommissionReported ignored -> this;
          case OrderEvent.Noticed ignored -> this;
        };
    return told.isTurnedUp() ? told.reopened() : told;
  }

  /** A proof stays, but what the venue has shown to have reached it is no longer absent. */
  public OrderBookEntry with(Verdict proven) {
    boolean keeps = verdict.isOver() && !proven.isOver();
    boolean contradicted = proven == Verdict.PROVEN_ABSENT && hasReachedTheMarket();
    return keeps || contradicted || proven == verdict
        ? this
        : new OrderBookEntry(placed, written, status, fills, filledSeen, rejection, permId, proven);
  }

  public OrderBookEntry with(WriteOutcome outcome) {
    return outcome == WriteOutcome.NOT_WRITTEN && hasReachedTheMarket()
        ? this
        : new OrderBookEntry(
            placed, outcome, status, fills, filledSeen, rejection, permId, verdict);
  }

  /** Whether it is certain that it never reached the market: it may be sent again. */
  public boolean isAbsent() {
    return (verdict == Verdict.PROVEN_ABSENT || written == WriteOutcome.NOT_WRITTEN)
        && !hasReachedTheMarket();
  }

  /** Whether the venue has given no sign of it, so that it may be anywhere or nowhere. */
  public boolean isUnheard() {
    return !isOver() && status == null && rejection == null && fills.byKey().isEmpty();
  }

  /** Whether the venue said more of it than that it is on its way, or that it was refused. */
  private boolean hasReachedTheMarket() {
    return (status != null && status != OrderStatus.PENDING) || !fills.byKey().isEmpty();
  }

  /** Held to be absent, and there all the same. */
  private boolean isTurnedUp() {
    return hasReachedTheMarket()
        && (verdict == Verdict.PROVEN_ABSENT || written == WriteOutcome.NOT_WRITTEN);
  }

  private OrderBookEntry reopened() {
    return new OrderBookEntry(
        placed,
        WriteOutcome.WRITTEN,
        status,
        fills,
        filledSeen,
        rejection,
        permId,
        verdict == Verdict.PROVEN_ABSENT ? Verdict.LIVE : verdict);
  }

  /** Shares or contracts that it executed. */
  public BigDecimal executed() {
    return fills.quantity();
  }

  /** What it may still execute. */
  public BigDecimal remaining() {
    return isOver()
        ? BigDecimal.ZERO
        : Decimals.normal(intent().quantity().subtract(executed()).max(BigDecimal.ZERO));
  }

  /** Whether it can no longer trade: proven by the desk, by its executions, or never written. */
  public boolean isOver() {
    return verdict.isOver()
        || written == WriteOutcome.NOT_WRITTEN
        || executed().compareTo(intent().quantity()) >= 0;
  }

  /** Whether the venue has said that its life has ended, proven or not. */
  public boolean isAnsweredTerminal() {
    return rejection != null || (status != null && status.isTerminal());
  }

  private OrderBookEntry withFill(Fill fill, BigDecimal cumulative, long perm) {
    return copy(status, fills.with(fill), filledSeen.max(cumulative), rejection, perm(perm));
  }

  private OrderStatus later(OrderStatus reported) {
    boolean ended = status != null && status.isTerminal();
    return ended && !reported.isTerminal() ? status : reported;
  }

  private long perm(long reported) {
    return reported != 0 ? reported : permId;
  }

  private OrderBookEntry copy(
      OrderStatus newStatus, Fills newFills, BigDecimal seen, String newRejection, long newPerm) {
    OrderBookEntry next =
        new OrderBookEntry(
            placed, written, newStatus, newFills, seen, newRejection, newPerm, verdict);
    return Objects.equals(next, this) ? this : next;
  }
}
