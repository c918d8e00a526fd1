package dev.legwork.book;

import dev.legwork.num.Decimals;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * What is known of one order.
 *
 * @param placed the intent and its order id
 * @param written what is known of its write
 * @param status the latest word on its life, null while there is none; never leaves a final one
 * @param filledSeen the highest filled quantity ever reported; of a combo in its units
 * @param rejection why the venue refused it, or null
 * @param incarnations what it is at the venue: one order, or several
 * @param verdict what the desk has proven
 */
public record OrderBookEntry(
    PlacedOrder placed,
    WriteOutcome written,
    OrderStatus status,
    Fills fills,
    BigDecimal filledSeen,
    String rejection,
    Incarnations incarnations,
    Verdict verdict) {

  /** An order that was just placed. */
  public static OrderBookEntry of(PlacedOrder placed, WriteOutcome written) {
    return new OrderBookEntry(
        placed,
        written,
        null,
        Fills.NONE,
        BigDecimal.ZERO,
        null,
        Incarnations.UNNAMED,
        Verdict.LIVE);
  }

  public OrderIntent intent() {
    return placed.intent();
  }

  /** The entry with one more event; the same if it says nothing new. */
  public OrderBookEntry with(OrderEvent event) {
    OrderBookEntry told =
        switch (event) {
          case OrderEvent.StatusReported s -> withStatus(s);
          case OrderEvent.Filled f -> withFill(f);
          case OrderEvent.ComboTraded t ->
              copy(
                  status,
                  fills,
                  filledSeen.max(t.cumulative()),
                  rejection,
                  incarnations.executed(t.permId()));
          case OrderEvent.Rejected r ->
              copy(status, fills, filledSeen, r.code() + " " + r.text(), incarnations);
          case OrderEvent.Settled ignored -> with(Verdict.PROVEN_TERMINAL);
          case OrderEvent.CommissionReported ignored -> this;
          case OrderEvent.Noticed ignored -> this;
        };
    boolean split = told.isSeveral() && told.incarnations.count() > incarnations.count();
    return told.isTurnedUp() || split ? told.reopened() : told;
  }

  /** Of a combo only its legs' executions count, and a leg's progress is not the order's. */
  private OrderBookEntry withFill(OrderEvent.Filled told) {
    boolean counts = !intent().isCombo() || intent().combo().leg(told.fill().conId()).isPresent();
    return copy(
        status,
        counts ? fills.with(told.fill()) : fills,
        intent().isCombo() ? filledSeen : filledSeen.max(told.cumulative()),
        rejection,
        incarnations.executed(told.permId()));
  }

  private OrderBookEntry withStatus(OrderEvent.StatusReported said) {
    Incarnations told = incarnations.with(said.permId(), said.status());
    return copy(
        told.areSeveral() ? told.status() : later(said.status()),
        fills,
        filledSeen.max(said.filled()),
        rejection,
        told);
  }

  /** A proof stays, but what the venue has shown to have reached it is no longer absent. */
  public OrderBookEntry with(Verdict proven) {
    boolean keeps = verdict.isOver() && !proven.isOver();
    boolean contradicted = proven == Verdict.PROVEN_ABSENT && hasReachedTheMarket();
    return keeps || contradicted || proven == verdict
        ? this
        : new OrderBookEntry(
            placed, written, status, fills, filledSeen, rejection, incarnations, proven);
  }

  public OrderBookEntry with(WriteOutcome outcome) {
    return outcome == WriteOutcome.NOT_WRITTEN && hasReachedTheMarket()
        ? this
        : new OrderBookEntry(
            placed, outcome, status, fills, filledSeen, rejection, incarnations, verdict);
  }

  /** Whether it is certain that it never reached the market: it may be sent again. */
  public boolean isAbsent() {
    return (verdict == Verdict.PROVEN_ABSENT || written == WriteOutcome.NOT_WRITTEN)
        && !hasReachedTheMarket();
  }

  /** Whether the venue has given no sign of it, so that it may be anywhere or nowhere. */
  public boolean isUnheard() {
    return !isOver() && status == null && rejection == null && !showsExecutions();
  }

  /** Whether the venue said more of it than that it is on its way, or that it was refused. */
  private boolean hasReachedTheMarket() {
    return (status != null && status != OrderStatus.PENDING) || showsExecutions();
  }

  private boolean showsExecutions() {
    return !fills.byKey().isEmpty() || Decimals.isPositive(filledSeen);
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
        incarnations,
        verdict == Verdict.PROVEN_ABSENT || isSeveral() ? Verdict.LIVE : verdict);
  }

  /** Shares or contracts that it executed; of a combo the units of which every leg executed. */
  public BigDecimal executed() {
    return intent().isCombo() ? intent().combo().whole(this::executedOf) : fills.quantity();
  }

  /** Whether anything of it executed, be it one leg of a combo. */
  public boolean hasExecuted() {
    return fills.effective().stream().anyMatch(fill -> Decimals.isPositive(fill.quantity()));
  }

  /** What it executed of one leg of the trade and may still execute, shares or contracts. */
  public BigDecimal mostOf(String leg) {
    BigDecimal executed = fillsOf(leg).quantity();
    return isOver() ? executed : executed.max(intent().quantity(leg, most()));
  }

  /** Its fills in one leg of the trade. */
  public Fills fillsOf(String leg) {
    return intent().isCombo() ? fills.only(fill -> intent().isOf(leg, fill)) : fills;
  }

  /** Whether all legs of a combo executed the same number of whole units, as the venue promises. */
  public boolean isEven() {
    return !intent().isCombo()
        || executed().compareTo(intent().combo().begun(this::executedOf)) == 0;
  }

  private BigDecimal executedOf(ComboLeg leg) {
    return fillsOf(leg.name()).quantity();
  }

  /**
   * What it may still cost beyond the cash of its executions, USD: what remains at its limit. A
   * combo of which not all legs are told yet may cost its limit for every unit, whatever the known
   * executions cost.
   */
  BigDecimal cashToCome() {
    BigDecimal multiplier =
        Decimals.of(
            intent().isCombo()
                ? intent().combo().multiplier()
                : intent().instrument().multiplier());
    if (isOver() || isEven()) {
      return intent().side().signed(remaining()).multiply(intent().limit()).multiply(multiplier);
    }
    BigDecimal known =
        fills.effective().stream()
            .map(
                fill ->
                    fill.side()
                        .signed(fill.quantity())
                        .multiply(fill.price())
                        .multiply(Decimals.of(intent().instrument(fill).multiplier())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return most().multiply(intent().limit()).multiply(multiplier).subtract(known);
  }

  /** The venue's latest number of it, 0 while unknown. */
  public long permId() {
    return incarnations.latest();
  }

  /**
   * Whether the venue works it more than once: what it may execute in all is as many times more.
   */
  public boolean isSeveral() {
    return incarnations.areSeveral();
  }

  /** Whether these permIds are all that it is known under. */
  boolean isKnownWhollyBy(Set<Long> permIds) {
    return permIds.containsAll(incarnations.permIds());
  }

  /** What it may execute in all. */
  private BigDecimal most() {
    return intent().quantity().multiply(BigDecimal.valueOf(incarnations.count()));
  }

  /** What it may still execute. */
  public BigDecimal remaining() {
    return isOver()
        ? BigDecimal.ZERO
        : Decimals.normal(most().subtract(executed()).max(BigDecimal.ZERO));
  }

  /** Whether it can no longer trade: proven by the desk, by its executions, or never written. */
  public boolean isOver() {
    return verdict.isOver()
        || written == WriteOutcome.NOT_WRITTEN
        || executed().compareTo(most()) >= 0;
  }

  /** Whether the venue has said that its life has ended, proven or not. */
  public boolean isAnsweredTerminal() {
    return isSeveral()
        ? incarnations.haveEnded()
        : rejection != null || (status != null && status.isTerminal());
  }

  private OrderStatus later(OrderStatus reported) {
    boolean ended = status != null && status.isTerminal();
    return ended && !reported.isTerminal() ? status : reported;
  }

  private OrderBookEntry copy(
      OrderStatus newStatus,
      Fills newFills,
      BigDecimal seen,
      String newRejection,
      Incarnations told) {
    OrderBookEntry next =
        new OrderBookEntry(placed, written, newStatus, newFills, seen, newRejection, told, verdict);
    return Objects.equals(next, this) ? this : next;
  }

  /** The number of the latest attempt with this purpose among these orders, 0 if there was none. */
  static int lastAttempt(Collection<OrderBookEntry> orders, Purpose purpose) {
    return orders.stream()
        .map(order -> order.intent().ref())
        .filter(ref -> ref.purpose() == purpose)
        .mapToInt(ref -> ref.attempt())
        .max()
        .orElse(0);
  }
}
