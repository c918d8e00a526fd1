package dev.legwork.tws.codec;

import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;

/**
 * The parts of an order message while it is read or written. A layout passes each part through the
 * wire: reading replaces it, writing leaves it.
 */
final class OrderDraft {
  int orderId;
  int clientId;
  long permId;
  TwsContract contract;
  TwsOrder order;
  OrderStateFields state;
  String status;
  BigDecimal filledQuantity;
  String completedTime;
  String completedStatus;
}
