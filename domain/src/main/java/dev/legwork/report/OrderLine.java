package dev.legwork.report;

import dev.legwork.book.Fills;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One order of a trade with what it did.
 *
 * @param orderId the venue's number within the desk's session
 * @param permId the venue's account-wide number, 0 while unknown
 * @param quantity shares or contracts
 * @param limit USD per share
 * @param fills corrections replace what they correct
 * @param fees of these fills; others are left out
 */
public record OrderLine(
    OrderRef ref,
    int orderId,
    long permId,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    OrderState state,
    List<Fill> fills,
    List<Fee> fees) {

  public OrderLine {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(state, "state");
    quantity = Decimals.normal(quantity);
    limit = Decimals.normal(limit);
    fills = effective(fills);
    fees = List.copyOf(fees);
  }

  /**
   * The line for what a book knows.
   *
   * @param fees any fees, also of other orders
   */
  public static OrderLine of(OrderBookEntry order, Collection<Fee> fees) {
    List<Fill> fills = List.copyOf(order.fills().effective());
    return new OrderLine(
        order.intent().ref(),
        order.placed().orderId(),
        order.permId(),
        order.intent().side(),
        order.intent().quantity(),
        order.intent().limit(),
        OrderState.of(order),
        fills,
        fees.stream().filter(fee -> fills.stream().anyMatch(fill -> isOf(fee, fill))).toList());
  }

  /** Shares or contracts executed. */
  public BigDecimal executed() {
    return sum(fills.stream().map(Fill::quantity).toList());
  }

  /** Σ quantity × price of its fills, USD, unsigned and without the multiplier. */
  public BigDecimal priceSum() {
    return sum(fills.stream().map(fill -> fill.quantity().multiply(fill.price())).toList());
  }

  /** The fee of a fill: of this very version of it, else of an earlier one; null while unknown. */
  public Fee fee(Fill fill) {
    Fee earlier = null;
    for (Fee fee : fees) {
      if (fee.execId().equals(fill.execId())) {
        return fee;
      }
      earlier = isOf(fee, fill) ? fee : earlier;
    }
    return earlier;
  }

  /** Whether a fill that counts, and that the venue told of, has no fee yet. */
  public boolean feesPending() {
    return fills.stream()
        .anyMatch(
            fill -> Decimals.isPositive(fill.quantity()) && !fill.isManual() && fee(fill) == null);
  }

  private static boolean isOf(Fee fee, Fill fill) {
    int dot = fee.execId().lastIndexOf('.');
    return (dot < 0 ? fee.execId() : fee.execId().substring(0, dot)).equals(fill.key());
  }

  private static List<Fill> effective(List<Fill> fills) {
    Fills folded = Fills.NONE;
    for (Fill fill : fills) {
      folded = folded.with(fill);
    }
    return List.copyOf(folded.effective());
  }

  static BigDecimal sum(Collection<BigDecimal> amounts) {
    return Decimals.normal(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
