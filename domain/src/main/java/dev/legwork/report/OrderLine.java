package dev.legwork.report;

import dev.legwork.book.Fills;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.request.ChosenPlacing;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One order of a trade with what it did; of a combo the part of one leg.
 *
 * @param leg that it trades
 * @param orderId the venue's number within the desk's session
 * @param permId the venue's account-wide number, 0 while unknown
 * @param quantity shares or contracts
 * @param limit USD per share; null for the part of a combo
 * @param fills corrections replace what they correct
 * @param fees of these fills; others are left out
 * @param combo the whole that it is a part of, or null
 * @param chosen how its trade is placed, where that was left to us; else null
 */
public record OrderLine(
    String leg,
    OrderRef ref,
    int orderId,
    long permId,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    OrderState state,
    List<Fill> fills,
    List<Fee> fees,
    ComboView combo,
    ChosenPlacing chosen) {

  public OrderLine {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(state, "state");
    quantity = Decimals.normal(quantity);
    limit = limit == null ? null : Decimals.normal(limit);
    fills = effective(fills);
    fees = List.copyOf(fees);
  }

  /** The line of an order of one leg. */
  public OrderLine(
      OrderRef ref,
      int orderId,
      long permId,
      Side side,
      BigDecimal quantity,
      BigDecimal limit,
      OrderState state,
      List<Fill> fills,
      List<Fee> fees) {
    this(ref.leg(), ref, orderId, permId, side, quantity, limit, state, fills, fees, null, null);
  }

  /**
   * The lines for what a book knows of its orders: one for an order of one leg, one a leg for a
   * combo.
   *
   * @param fees any fees, also of other orders
   */
  public static List<OrderLine> of(Collection<OrderBookEntry> orders, Collection<Fee> fees) {
    return orders.stream()
        .flatMap(
            order ->
                order.intent().isCombo()
                    ? order.intent().combo().legs().stream()
                        .map(leg -> line(order, leg.name(), combo(order), fees))
                    : Stream.of(line(order, order.intent().ref().leg(), null, fees)))
        .toList();
  }

  private static OrderLine line(
      OrderBookEntry order, String leg, ComboView combo, Collection<Fee> fees) {
    OrderIntent intent = order.intent();
    List<Fill> fills = List.copyOf(order.fillsOf(leg).effective());
    return new OrderLine(
        leg,
        intent.ref(),
        order.placed().orderId(),
        order.permId(),
        intent.side(leg),
        intent.quantity(leg, intent.quantity()),
        combo == null ? intent.limit() : null,
        OrderState.of(order),
        fills,
        fees.stream().filter(fee -> fills.stream().anyMatch(fill -> isOf(fee, fill))).toList(),
        combo,
        intent.chosen());
  }

  private static ComboView combo(OrderBookEntry order) {
    return new ComboView(order.intent().quantity(), order.intent().limit(), order.executed());
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
