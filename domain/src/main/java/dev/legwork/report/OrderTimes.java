package dev.legwork.report;

import dev.legwork.order.Fill;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An order's life on the trade's own time axis, milliseconds since the trade was accepted, by the
 * clock of the desk's machine.
 *
 * @param writtenMillis null where it was never written, or nobody told
 * @param endedMillis its last fill, or when the desk heard that it was over; null where nobody told
 */
public record OrderTimes(
    String orderRef,
    String leg,
    Purpose purpose,
    Side side,
    OrderState state,
    Long writtenMillis,
    List<FillTime> fills,
    Long endedMillis) {

  /**
   * @param quantity shares or contracts
   * @param price USD per share
   */
  public record FillTime(long millis, BigDecimal quantity, BigDecimal price) {}

  public OrderTimes {
    fills = List.copyOf(fills);
  }

  static OrderTimes of(OrderLine order, OrderMoments moments, Since since) {
    List<FillTime> fills =
        order.fills().stream()
            .filter(fill -> moments.filledAt().containsKey(fill.execId()))
            .map(fill -> time(fill, moments, since))
            .toList();
    return new OrderTimes(
        order.ref().toString(),
        order.leg(),
        order.ref().purpose(),
        order.side(),
        order.state(),
        since.millis(moments.writtenAt().get(order.ref())),
        fills,
        ended(fills, since.millis(moments.endedAt().get(order.ref()))));
  }

  private static FillTime time(Fill fill, OrderMoments moments, Since since) {
    Instant at = moments.filledAt().get(fill.execId());
    return new FillTime(since.millis(at), fill.quantity(), fill.price());
  }

  private static Long ended(List<FillTime> fills, Long otherwise) {
    return Stream.concat(fills.stream().map(FillTime::millis), Stream.ofNullable(otherwise))
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }
}
