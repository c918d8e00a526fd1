package dev.legwork.simulator.orders;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * An order at the venue; each change makes a new one.
 *
 * @param sequence order of arrival over all accounts
 * @param permId the venue's own number of the order
 * @param filled shares, contracts or combinations executed
 * @param filledValue Σ quantity × price of what was executed
 * @param triggered whether a stop order has been woken
 * @param acceptedAt venue time
 * @param endedAt venue time at which it stopped working; null while live
 * @param endReason why it ended, for people; null while live
 * @param origin who wanted it; null stands for a client
 */
public record Order(
    long sequence,
    long permId,
    int clientId,
    int orderId,
    OrderTerms terms,
    OrderState state,
    long filled,
    BigDecimal filledValue,
    BigDecimal lastPrice,
    boolean triggered,
    Instant acceptedAt,
    Reception reception,
    Instant endedAt,
    String endReason,
    Origin origin) {

  public Order {
    origin = origin == null ? Origin.CLIENT : origin;
  }

  /** A new order that is working, or waits for its stop price. */
  public static Order accepted(
      long sequence,
      long permId,
      int clientId,
      int orderId,
      OrderTerms terms,
      Instant at,
      Reception reception) {
    boolean sleeps = terms.type().stopped();
    return new Order(
        sequence,
        permId,
        clientId,
        orderId,
        terms,
        sleeps ? OrderState.PRE_SUBMITTED : OrderState.SUBMITTED,
        0,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        !sleeps,
        at,
        reception,
        null,
        null,
        Origin.CLIENT);
  }

  /** This order, wanted by somebody else. */
  public Order from(Origin other) {
    return new Order(
        sequence,
        permId,
        clientId,
        orderId,
        terms,
        state,
        filled,
        filledValue,
        lastPrice,
        triggered,
        acceptedAt,
        reception,
        endedAt,
        endReason,
        other);
  }

  public long remaining() {
    return terms.quantity() - filled;
  }

  public boolean live() {
    return state.live();
  }

  /** Average price of what was executed; 0 before the first fill. */
  public BigDecimal averagePrice() {
    return filled == 0
        ? BigDecimal.ZERO
        : filledValue.divide(BigDecimal.valueOf(filled), MathContext.DECIMAL64);
  }

  /** This order after it was woken by its stop price. */
  public Order woken() {
    return with(terms, OrderState.SUBMITTED, filled, filledValue, lastPrice, true, null, null);
  }

  /** This live order, held back. */
  public Order held() {
    return in(OrderState.INACTIVE);
  }

  /** This live order, waiting for the market to open. */
  public Order waiting() {
    return in(OrderState.PRE_SUBMITTED);
  }

  /** This held or waiting order, working again. */
  public Order revived() {
    return in(triggered ? OrderState.SUBMITTED : OrderState.PRE_SUBMITTED);
  }

  private Order in(OrderState next) {
    return with(terms, next, filled, filledValue, lastPrice, triggered, endedAt, endReason);
  }

  /** This order with other terms of the same contract, side and account. */
  public Order modified(OrderTerms next) {
    return with(next, state, filled, filledValue, lastPrice, triggered, endedAt, endReason);
  }

  /**
   * This order with more executed. A live one is Filled when nothing remains; one that has ended
   * stays what it was: a late fill does not make a cancel undone.
   */
  public Order executed(long quantity, BigDecimal price, Instant at) {
    long total = filled + quantity;
    boolean done = live() && total >= terms.quantity();
    return with(
        terms,
        done ? OrderState.FILLED : state,
        total,
        filledValue.add(price.multiply(BigDecimal.valueOf(quantity))),
        price,
        triggered,
        done ? at : endedAt,
        done ? "Filled" : endReason);
  }

  /** This order with its executions replaced by a corrected sum; its state stays. */
  public Order corrected(long totalFilled, BigDecimal totalValue) {
    return with(terms, state, totalFilled, totalValue, lastPrice, triggered, endedAt, endReason);
  }

  /** This order at its end. */
  public Order ended(OrderState end, Instant at, String reason) {
    return with(terms, end, filled, filledValue, lastPrice, triggered, at, reason);
  }

  private Order with(
      OrderTerms nextTerms,
      OrderState nextState,
      long nextFilled,
      BigDecimal nextValue,
      BigDecimal nextLast,
      boolean nextTriggered,
      Instant nextEnd,
      String nextReason) {
    return new Order(
        sequence,
        permId,
        clientId,
        orderId,
        nextTerms,
        nextState,
        nextFilled,
        nextValue,
        nextLast,
        nextTriggered,
        acceptedAt,
        reception,
        nextEnd,
        nextReason,
        origin);
  }
}
