package dev.legwork.report;

import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order as it is shown.
 *
 * @param permId null while unknown
 * @param limit USD per share; null for a leg's part of a combo, which has one limit as a whole
 * @param averagePrice USD per share, null while nothing executed
 * @param fees USD
 * @param combo the order of all legs that it is a part of; null for an order of its own
 */
public record OrderView(
    String orderRef,
    int orderId,
    Long permId,
    Purpose purpose,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    OrderState state,
    BigDecimal executed,
    BigDecimal averagePrice,
    BigDecimal fees,
    List<FillView> fills,
    ComboView combo) {

  /**
   * A fill as it is shown.
   *
   * @param price USD per share
   * @param at venue time
   * @param fee in {@code feeCurrency}; null while the broker has not told it
   */
  public record FillView(
      String execId,
      BigDecimal quantity,
      BigDecimal price,
      Instant at,
      BigDecimal fee,
      String feeCurrency) {}

  public OrderView {
    fills = List.copyOf(fills);
  }

  static OrderView of(OrderLine line) {
    BigDecimal executed = line.executed();
    return new OrderView(
        line.ref().toString(),
        line.orderId(),
        line.permId() == 0 ? null : line.permId(),
        line.ref().purpose(),
        line.side(),
        line.quantity(),
        line.limit(),
        line.state(),
        executed,
        Decimals.isZero(executed) ? null : Decimals.divide(line.priceSum(), executed),
        Fees.of(List.of(line)).usd(),
        line.fills().stream().map(fill -> fill(line, fill)).toList(),
        line.combo());
  }

  private static FillView fill(OrderLine line, Fill fill) {
    Fee fee = line.fee(fill);
    return new FillView(
        fill.execId(),
        fill.quantity(),
        fill.price(),
        fill.at(),
        fee == null ? null : fee.amount(),
        fee == null ? null : fee.currency());
  }

  OrderView withoutFills() {
    return new OrderView(
        orderRef,
        orderId,
        permId,
        purpose,
        side,
        quantity,
        limit,
        state,
        executed,
        averagePrice,
        fees,
        List.of(),
        combo);
  }
}
