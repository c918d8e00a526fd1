package dev.legwork.report;

import dev.legwork.num.Decimals;
import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * The arithmetic of one leg. Cash is price × quantity × multiplier, USD, positive when paid.
 *
 * @param quoted what it could be traded at when the trade was decided, USD per share, or null
 */
record LegFigures(RequestedLeg leg, int units, List<OrderLine> orders, BigDecimal quoted) {

  BigDecimal wanted() {
    return leg.quantity(units);
  }

  /** Shares or contracts that entry and completion orders executed. */
  BigDecimal executed() {
    return quantity(true);
  }

  /** What is held now; negative is short. */
  BigDecimal position() {
    return OrderLine.sum(
        orders.stream().map(order -> order.side().signed(order.executed())).toList());
  }

  boolean isComplete() {
    return executed().compareTo(wanted()) == 0;
  }

  /** Average price of what entry and completion orders executed, USD per share; null without. */
  BigDecimal averagePrice() {
    return average(true);
  }

  /** The caller's limit, else that of the first entry order; null if none was placed. */
  BigDecimal limit() {
    return leg.limit() != null
        ? leg.limit()
        : orders.stream()
            .filter(order -> order.ref().purpose() == Purpose.ENTRY)
            .map(OrderLine::limit)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  BigDecimal expectedPrice() {
    return quoted != null ? quoted : limit();
  }

  /**
   * USD per share worse than expected: paid more for a BUY, received less for a SELL; negative is
   * an improvement. Null while nothing executed.
   */
  BigDecimal slippage() {
    BigDecimal expected = expectedPrice();
    BigDecimal actual = averagePrice();
    return expected == null || actual == null
        ? null
        : Decimals.normal(leg.action().signed(actual.subtract(expected)));
  }

  /** Slippage of all that executed, USD. */
  BigDecimal slippageCash() {
    BigDecimal expected = expectedPrice();
    if (expected == null || Decimals.isZero(executed())) {
      return BigDecimal.ZERO;
    }
    BigDecimal expectedSum = executed().multiply(expected);
    return cash(leg.action().signed(priceSum(true).subtract(expectedSum)));
  }

  /** What entering cost. */
  BigDecimal entryCash() {
    return cash(leg.action().signed(priceSum(true)));
  }

  /** What unwinding, hedging and stopping cost; negative when received. */
  BigDecimal exitCash() {
    return cash(
        OrderLine.sum(
            orders.stream()
                .filter(order -> !order.ref().purpose().opens())
                .map(order -> order.side().signed(order.priceSum()))
                .toList()));
  }

  /**
   * What it lost between being entered and being closed again, for the quantity that was closed:
   * (entry − exit) × quantity × multiplier for a BUY, the opposite for a SELL; fees apart.
   */
  BigDecimal unwindCost() {
    BigDecimal closed = quantity(false);
    if (Decimals.isZero(closed) || Decimals.isZero(executed())) {
      return BigDecimal.ZERO;
    }
    BigDecimal entrySum = Decimals.divide(priceSum(true).multiply(closed), executed());
    return cash(leg.action().signed(entrySum.subtract(priceSum(false))));
  }

  private BigDecimal cash(BigDecimal priceSum) {
    return Decimals.normal(priceSum.multiply(Decimals.of(leg.contract().multiplier())));
  }

  private BigDecimal average(boolean opening) {
    BigDecimal quantity = quantity(opening);
    return Decimals.isZero(quantity) ? null : Decimals.divide(priceSum(opening), quantity);
  }

  private BigDecimal quantity(boolean opening) {
    return OrderLine.sum(
        orders.stream()
            .filter(order -> order.ref().purpose().opens() == opening)
            .map(OrderLine::executed)
            .toList());
  }

  private BigDecimal priceSum(boolean opening) {
    return OrderLine.sum(
        orders.stream()
            .filter(order -> order.ref().purpose().opens() == opening)
            .map(OrderLine::priceSum)
            .toList());
  }
}
