package dev.legwork.desk.mapping;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Orders, statuses and executions in the words of the TWS API. */
public final class Orders {
  private Orders() {}

  private static final TagValue GUARANTEED = new TagValue("NonGuaranteed", "0");

  /**
   * The one message that places the order: a limit order, GTD where the intent has an end, IOC
   * where it must not rest; for a stop a stop-limit order, GTC, which the venue keeps over days and
   * without us. A combo says that it is guaranteed: left out, the broker may choose otherwise or
   * refuse it (10043).
   */
  public static PlaceOrder place(PlacedOrder placed) {
    OrderIntent intent = placed.intent();
    TwsOrder.Builder order =
        TwsOrder.builder()
            .action(intent.side().name())
            .totalQuantity(intent.quantity())
            .orderType(intent.stopTrigger() == null ? "LMT" : "STP LMT")
            .lmtPrice(intent.limit())
            .account(intent.account())
            .orderRef(intent.ref().toString())
            .set(OrderField.TIF, timeInForce(intent));
    if (intent.stopTrigger() != null) {
      order.auxPrice(intent.stopTrigger());
    }
    if (intent.goodTill() != null) {
      order.set(OrderField.GOOD_TILL_DATE, VenueTimes.goodTill(intent.goodTill()));
    }
    if (intent.isCombo()) {
      order.set(OrderField.SMART_COMBO_ROUTING_PARAMS, List.of(GUARANTEED));
    }
    return new PlaceOrder(placed.orderId(), contract(intent), order.build());
  }

  private static String timeInForce(OrderIntent intent) {
    if (intent.immediate()) {
      return "IOC";
    }
    if (intent.goodTill() != null) {
      return "GTD";
    }
    return intent.stopTrigger() == null ? "DAY" : "GTC";
  }

  private static TwsContract contract(OrderIntent intent) {
    return intent.isCombo()
        ? Combos.of(
            intent.combo().legs().stream()
                .map(leg -> new Combos.Part(leg.instrument(), leg.action(), leg.ratio()))
                .toList())
        : Contracts.of(intent.instrument());
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
        VenueTimes.parse(row.time(), zone, receivedAt),
        row.contract().conId());
  }
}
