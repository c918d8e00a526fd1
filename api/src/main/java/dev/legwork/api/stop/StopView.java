package dev.legwork.api.stop;

import dev.legwork.exposure.Exposure;
import dev.legwork.ledger.stop.StoredStop;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.order.OrderIntent;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A protective stop as it stands.
 *
 * @param execution the trade's id
 * @param state of the stop, {@link dev.legwork.stop.StopState}
 * @param since it is in that state
 * @param exit why the position is being closed, or was
 * @param stop as requested; null where the trade has none and is only being closed
 * @param flattened all that the trade holds is closed, not only what its stop guards
 * @param orders of the trade that leave a position, stop orders and others
 * @param held what the trade holds by its executions, {@code 100 TWX}
 */
record StopView(
    String execution,
    String state,
    String detail,
    Instant since,
    Instant armedAt,
    Instant triggeredAt,
    Instant retryAt,
    Instant endedAt,
    String exit,
    Terms stop,
    boolean flattened,
    List<Order> orders,
    List<String> held,
    List<TimelineEntry> timeline) {

  /** As requested; prices in USD per share. */
  record Terms(String leg, String trigger, String limit, String fallbackAfter, String netTrigger) {
    static Terms of(ProtectiveStop stop) {
      return new Terms(
          stop.leg(),
          text(stop.trigger()),
          text(stop.limit()),
          stop.fallbackAfter() == null ? null : stop.fallbackAfter().toString(),
          text(stop.netTrigger()));
    }
  }

  /** An order that leaves a position. */
  record Order(String orderRef, String label, String executed, boolean live) {}

  static StopView of(TradeDetails trade, StoredStop stored) {
    StopStatus status = stored.status();
    return new StopView(
        trade.execution().id(),
        status.state().name(),
        status.detail(),
        status.since(),
        stored.armedAt(),
        status.triggeredAt(),
        status.retryAt(),
        stored.endedAt(),
        status.exit() == null ? null : status.exit().toString(),
        trade.execution().request().stop() == null
            ? null
            : Terms.of(trade.execution().request().stop()),
        status.whole(),
        orders(trade),
        Exposure.positions(trade.book()).stream()
            .map(held -> held.position().toPlainString() + " " + held.instrument().label())
            .toList(),
        status.timeline());
  }

  private static List<Order> orders(TradeDetails trade) {
    return trade.book().orders().values().stream()
        .filter(order -> order.intent().ref().purpose().exits())
        .map(
            order -> {
              OrderIntent intent = order.intent();
              return new Order(
                  intent.ref().toString(),
                  intent.label(),
                  order.executed().toPlainString(),
                  !order.isOver());
            })
        .toList();
  }

  private static String text(BigDecimal price) {
    return price == null ? null : price.toPlainString();
  }
}
