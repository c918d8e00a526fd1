package dev.legwork.desk.mapping;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.TwsOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Orders, statuses and executions in the words of the TWS API. */
public final class Orders {
  private Orders() {}

  /** The one message that places the order: a limit order, GTD where the intent has an end. */
  public static PlaceOrder place(PlacedOrder placed) {
    OrderIntent intent = placed.intent();
    TwsOrder.Builder order =
        TwsOrder.builder()
            .action(intent.side().name())
            .totalQuantity(intent.quantity())
            .orderType("LMT")
            .lmtPrice(intent.limit())
            .account(intent.account())
            .orderRef(intent.ref().toString())
            .set(OrderField.TIF, intent.goodTill() == null ? "DAY" : "GTD");
    if (intent.goodTill() != null) {
      order.set(OrderField.GOOD_TILL_DATE, VenueTimes.goodTill(intent.goodTill()));
    }
    return new PlaceOrder(placed.orderId(), Contracts.of(intent.instrument()), order.build());
  }

  /** What a status text means (tws-protocol.md, section 8); empty: a text nobody knows. */
  public static Optional<OrderStatus> status(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "ApiPending", "PendingSubmit" -> OrderStatus.PENDING;
          case "PreSubmitted", "Submitted" -> OrderStatus.WORKING;
          case "PendingCancel" -> OrderStatus.PENDING_CANCEL;
          case "Inactive" -> OrderStatus.INACTIVE;
          case "Cancelled", "ApiCancelled" -> OrderStatus.CANCELLED;
          case "Filled" -> OrderStatus.FILLED;
          default -> null;
        });
  }

  /**
   * An execution row.
   *
   * @param zone of times without one
   * @param receivedAt stands in for a time that cannot be read
   */
  public static Fill fill(ExecDetails row, ZoneId zone, Instant receivedAt) {
    return new Fill(
        row.execId(),
        row.side().equals("BOT") || row.side().equals("BUY") ? Side.BUY : Side.SELL,
        row.shares(),
        row.price(),
        VenueTimes.parse(row.time(), zone, receivedAt));
  }
}
