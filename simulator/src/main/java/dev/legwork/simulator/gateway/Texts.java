package dev.legwork.simulator.gateway;

import dev.legwork.simulator.orders.Order;
import java.util.Set;

/** TWS's words for refusals that are made by script. */
final class Texts {
  /** Refusals after which TWS knows no order that was refused. */
  private static final Set<Integer> LEAVE_NOTHING =
      Set.of(100, 103, 104, 105, 135, 136, 161, 320, 322, 323, 10147, 10148);

  private Texts() {}

  /** Whether a new order refused by this code is remembered as rejected. */
  static boolean leavesARejectedOrder(int code) {
    return !LEAVE_NOTHING.contains(code);
  }

  /**
   * The text of a refusal.
   *
   * @param order the order that the client means, or null if it has none
   * @param state what 10148 says of it; null for its real state
   */
  static String of(int code, int orderId, Order order, String state) {
    return switch (code) {
      case 103 -> "Duplicate order id";
      case 104 -> "Cannot modify a filled order.";
      case 105 -> "Order being modified does not match original order";
      case 106 -> "Can't transmit order ID:" + orderId;
      case 107 -> "Cannot transmit incomplete order.";
      case 110 -> "The price does not conform to the minimum price variation for this contract.";
      case 135 -> "Can't find order with ID =" + orderId;
      case 136 -> "This order cannot be cancelled.";
      case 161 ->
          "Cancel attempted when order is not in a cancellable state.  Order permId ="
              + (order == null ? 0 : order.permId());
      case 200 -> "No security definition has been found for the request";
      case 321 -> "Error validating request.-'bH' : cause - by script";
      case 354, 10089, 10168 -> "Requested market data is not subscribed.";
      case 10090 -> "Part of requested market data is not subscribed.";
      case 399 ->
          "Order Message: Warning: your order will not be placed at the exchange until the market"
              + " opens.";
      case 404 -> "Order held while securities are located.";
      case 460 -> "No trading permissions.";
      case 10147 -> "OrderId " + orderId + " that needs to be cancelled is not found.";
      case 10148 -> notCancellable(orderId, stateOf(order, state));
      default -> "Order rejected - reason:by script";
    };
  }

  /** The text of a notice about the connection. */
  static String notice(int code) {
    return switch (code) {
      case 1100 -> "Connectivity between IB and Trader Workstation has been lost.";
      case 1101 -> "Connectivity between IB and Trader Workstation has been restored- data lost.";
      case 1102 ->
          "Connectivity between IB and Trader Workstation has been restored- data maintained.";
      case 2103 -> "Market data farm connection is broken:usfarm";
      case 2104 -> "Market data farm connection is OK:usfarm";
      case 2105 -> "HMDS data farm connection is broken:ushmds";
      case 2106 -> "HMDS data farm connection is OK:ushmds";
      case 2107 ->
          "HMDS data farm connection is inactive but should be available upon demand.ushmds";
      case 2108 ->
          "Market data farm connection is inactive but should be available upon demand.usfarm";
      case 2110 ->
          "Connectivity between Trader Workstation and server is broken. It will be restored"
              + " automatically.";
      case 2119 -> "Market data farm is connecting:usfarm";
      case 2157 -> "Sec-def data farm connection is broken:secdefil";
      case 2158 -> "Sec-def data farm connection is OK:secdefil";
      case 10197 -> "No market data during competing live session";
      case 10167 -> "Requested market data is not subscribed. Displaying delayed market data.";
      default -> "Notice " + code + " by script";
    };
  }

  /** The text of 1300. */
  static String portReset(String port) {
    return "TWS socket port has been reset and this connection is being dropped. Please reconnect"
        + " on the new port - "
        + port;
  }

  /** The text of 10148. */
  static String notCancellable(int orderId, String state) {
    return "OrderId "
        + orderId
        + " that needs to be cancelled cannot be cancelled, state: "
        + state
        + ".";
  }

  private static String stateOf(Order order, String state) {
    if (state != null) {
      return state;
    }
    return order == null ? "Unknown" : order.state().status();
  }
}
