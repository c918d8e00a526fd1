package dev.legwork.book;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One leg of a trade: what was asked for and what its orders did.
 *
 * @param orders all orders that trade the leg, in the order they were placed: its own, and combos,
 *     whose fills in other legs do not count here
 */
public record LegBook(RequestedLeg leg, int units, List<OrderBookEntry> orders) {
  public LegBook {
    orders = List.copyOf(orders);
  }

  /** Contracts (shares) asked for. */
  public BigDecimal wanted() {
    return leg.quantity(units);
  }

  /** What entry and completion orders executed, contracts (shares). */
  public BigDecimal executed() {
    return Decimals.normal(
        orders.stream()
            .filter(order -> order.intent().ref().purpose().opens())
            .map(order -> fills(order).quantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private Fills fills(OrderBookEntry order) {
    return order.fillsOf(leg.name());
  }

  /** The position that all orders of the leg left, signed: positive is long. */
  public BigDecimal net() {
    return Decimals.normal(
        orders.stream()
            .map(order -> fills(order).signedQuantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /**
   * What entry and completion orders executed at on average, USD per share; null if nothing did.
   */
  public BigDecimal averageEntryPrice() {
    BigDecimal quantity = executed();
    return Decimals.isZero(quantity)
        ? null
        : Decimals.divide(entryCash(), Decimals.of(leg.contract().multiplier()).multiply(quantity))
            .abs();
  }

  /** Cash that entry and completion orders paid (positive) or received, USD. */
  public BigDecimal entryCash() {
    return Decimals.normal(
        orders.stream()
            .filter(order -> order.intent().ref().purpose().opens())
            .map(order -> fills(order).signedPriceSum())
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .multiply(Decimals.of(leg.contract().multiplier())));
  }

  /**
   * The part of {@link #entryCash} that what was asked for cost, at the average price: what the
   * venue over-filled neither uses up the trade's bound nor adds to it.
   */
  public BigDecimal wantedEntryCash() {
    BigDecimal executed = executed();
    return executed.compareTo(wanted()) <= 0
        ? entryCash()
        : entryCash().multiply(wanted()).divide(executed, 8, RoundingMode.CEILING);
  }

  /** Whether entry orders executed all that was asked for, or more. */
  public boolean isFilled() {
    return executed().compareTo(wanted()) >= 0;
  }

  /** Contracts (shares) that are not executed, 0 when all or more is. */
  public BigDecimal missing() {
    return Decimals.normal(wanted().subtract(executed()).max(BigDecimal.ZERO));
  }

  /** Its latest order, or the children that were written in place of it; empty before the first. */
  public List<OrderBookEntry> latest() {
    return orders.stream()
        .filter(order -> order.intent().isSiblingOf(orders.getLast().intent()))
        .toList();
  }

  /** Whether an opening order of it was ever placed. */
  public boolean isEntered() {
    return orders.stream().anyMatch(order -> order.intent().ref().purpose().opens());
  }

  /**
   * Whether its opening orders executed more than was asked for between them, or one of them more
   * than once.
   */
  public boolean isDoubled() {
    List<OrderBookEntry> executed =
        orders.stream()
            .filter(order -> order.intent().ref().purpose().opens())
            .filter(order -> Decimals.isPositive(fills(order).quantity()))
            .toList();
    return (!areOne(executed) && executed().compareTo(wanted()) > 0)
        || executed.stream()
            .anyMatch(
                order ->
                    order.isSeveral()
                        && fills(order).quantity().compareTo(ordered(order.intent())) > 0);
  }

  /** Children of one order; what one of them executed too much is the venue's own over-fill. */
  private static boolean areOne(List<OrderBookEntry> orders) {
    return orders.stream()
        .allMatch(order -> order.intent().isSiblingOf(orders.getFirst().intent()));
  }

  /**
   * Whether orders that left it executed more between them than entered it, none of them more than
   * it was for: an order that was proven over executed after all, beside the one that followed it.
   * False where an entry's execution was taken back.
   */
  public boolean isLeftTwice() {
    BigDecimal left = BigDecimal.ZERO;
    for (OrderBookEntry order : orders) {
      boolean exits = order.intent().ref().purpose().exits();
      BigDecimal executed = fills(order).quantity();
      boolean isTold =
          exits
              ? executed.compareTo(ordered(order.intent())) <= 0
              : order.executed().compareTo(order.filledSeen()) >= 0;
      if (!isTold || order.isSeveral()) {
        return false;
      }
      boolean leaves = exits && order.intent().side() != leg.action();
      left = leaves ? left.add(executed) : left;
    }
    return left.compareTo(executed()) > 0;
  }

  private BigDecimal ordered(OrderIntent intent) {
    return intent.quantity(leg.name(), intent.quantity());
  }

  public boolean isFlat() {
    return Decimals.isZero(net());
  }

  /** The number of the latest attempt with this purpose, 0 if there was none. */
  public int lastAttempt(Purpose purpose) {
    return OrderBookEntry.lastAttempt(orders, purpose);
  }

  /** The contract as the venue knows it. */
  public Instrument instrument() {
    if (orders.isEmpty()) {
      throw new IllegalStateException(leg.name() + " was never placed");
    }
    return orders.getFirst().intent().instrument(leg.name());
  }
}
