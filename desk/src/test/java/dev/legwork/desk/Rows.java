package dev.legwork.desk;

import dev.legwork.order.OrderRef;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ContractDetailsFields;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.List;

/** The venue's messages, as short as tests need them. */
final class Rows {
  private Rows() {}

  static ServerMessage.OrderStatus status(int orderId, String status, String filled, long permId) {
    return new ServerMessage.OrderStatus(
        orderId,
        status,
        new BigDecimal(filled),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        permId,
        0,
        BigDecimal.ZERO,
        DeskRig.CLIENT,
        "",
        BigDecimal.ZERO);
  }

  static ServerMessage.OpenOrder open(int orderId, String ref, String status, long permId) {
    return open(orderId, DeskRig.CLIENT, ref, status, permId);
  }

  static ServerMessage.OpenOrder open(
      int orderId, int clientId, String ref, String status, long permId) {
    return new ServerMessage.OpenOrder(
        orderId, clientId, permId, stock(), order(ref), OrderStateFields.of(status));
  }

  static ServerMessage.CompletedOrder completed(
      String ref, String status, String filled, long permId) {
    return new ServerMessage.CompletedOrder(
        permId, stock(), order(ref), status, new BigDecimal(filled), "", "");
  }

  private static TwsOrder order(String ref) {
    return TwsOrder.builder()
        .action("BUY")
        .totalQuantity(BigDecimal.TEN)
        .orderType("LMT")
        .lmtPrice(BigDecimal.ONE)
        .account(DeskRig.ACCOUNT)
        .orderRef(ref)
        .build();
  }

  /** A live execution of an order of ours, on the venue's day. */
  static ServerMessage.ExecDetails execution(
      int orderId, String ref, String execId, String shares, String cumulative, long permId) {
    return execution(
        orderId, DeskRig.CLIENT, DeskRig.ACCOUNT, ref, execId, shares, cumulative, permId, stock());
  }

  static ServerMessage.ExecDetails execution(
      int orderId,
      int clientId,
      String account,
      String ref,
      String execId,
      String shares,
      String cumulative,
      long permId,
      TwsContract contract) {
    return new ServerMessage.ExecDetails(
        -1,
        orderId,
        contract,
        execId,
        "20261120 11:00:00 US/Eastern",
        account,
        "ISLAND",
        "BOT",
        new BigDecimal(shares),
        new BigDecimal("69.6"),
        permId,
        clientId,
        0,
        new BigDecimal(cumulative),
        new BigDecimal("69.6"),
        ref,
        "",
        null,
        "",
        1,
        false);
  }

  static ServerMessage.ExecDetails answering(int reqId, ServerMessage.ExecDetails r) {
    return copy(reqId, r.time(), r);
  }

  static ServerMessage.SecDefOptParams answering(int reqId, ServerMessage.SecDefOptParams r) {
    return new ServerMessage.SecDefOptParams(
        reqId,
        r.exchange(),
        r.underlyingConId(),
        r.tradingClass(),
        r.multiplier(),
        r.expirations(),
        r.strikes());
  }

  /** The same execution with another text for its time. */
  static ServerMessage.ExecDetails at(String time, ServerMessage.ExecDetails r) {
    return copy(r.reqId(), time, r);
  }

  private static ServerMessage.ExecDetails copy(
      int reqId, String time, ServerMessage.ExecDetails r) {
    return new ServerMessage.ExecDetails(
        reqId,
        r.orderId(),
        r.contract(),
        r.execId(),
        time,
        r.account(),
        r.exchange(),
        r.side(),
        r.shares(),
        r.price(),
        r.permId(),
        r.clientId(),
        r.liquidation(),
        r.cumQty(),
        r.avgPrice(),
        r.orderRef(),
        r.evRule(),
        r.evMultiplier(),
        r.modelCode(),
        r.lastLiquidity(),
        r.pendingPriceRevision());
  }

  static ServerMessage.CommissionReport fee(String execId, String amount) {
    return new ServerMessage.CommissionReport(
        execId, new BigDecimal(amount), "USD", null, null, null);
  }

  static TwsContract stock() {
    return TwsContract.builder()
        .conId(1)
        .symbol("TWX")
        .secType("STK")
        .exchange("SMART")
        .currency("USD")
        .localSymbol("TWX")
        .tradingClass("NMS")
        .build();
  }

  static TwsContract option(int conId, String right) {
    return TwsContract.builder()
        .conId(conId)
        .symbol("TWX")
        .secType("OPT")
        .lastTradeDateOrContractMonth("20261218")
        .strike(new BigDecimal("70"))
        .right(right)
        .multiplier("100")
        .exchange("SMART")
        .currency("USD")
        .localSymbol("TWX   261218" + right + "00070000")
        .tradingClass("TWX")
        .build();
  }

  static TwsContract bag() {
    return TwsContract.bag("TWX", "SMART", "USD", List.of());
  }

  /** Margins that an account of 100,000 with nothing bound would get. */
  static ServerMessage.OpenOrder whatIf(ClientMessage.PlaceOrder ask, String change) {
    return whatIf(ask, "100000", change);
  }

  /**
   * The answer to a what-if.
   *
   * @param equity with loan value, before and after; the margin before is 0
   */
  static ServerMessage.OpenOrder whatIf(
      ClientMessage.PlaceOrder ask, String equity, String change) {
    BigDecimal value = new BigDecimal(equity);
    BigDecimal margin = new BigDecimal(change);
    BigDecimal zero = BigDecimal.ZERO;
    return whatIf(
        ask,
        new OrderStateFields(
            "PreSubmitted",
            zero,
            zero,
            value,
            margin,
            margin,
            zero,
            margin,
            margin,
            value,
            null,
            null,
            null,
            "USD",
            ""));
  }

  /** The answer that comes first and holds no margins. */
  static ServerMessage.OpenOrder sentinel(ClientMessage.PlaceOrder ask) {
    return whatIf(ask, OrderStateFields.of("PreSubmitted"));
  }

  private static ServerMessage.OpenOrder whatIf(
      ClientMessage.PlaceOrder ask, OrderStateFields state) {
    return new ServerMessage.OpenOrder(
        ask.orderId(), DeskRig.CLIENT, 0, ask.contract(), ask.order(), state);
  }

  static ServerMessage.ContractDetails details(TwsContract contract) {
    return details(contract, "");
  }

  /**
   * @param hours regular ones, as TWS writes them
   */
  static ServerMessage.ContractDetails details(TwsContract contract, String hours) {
    return details(contract, hours, List.of("LMT"));
  }

  /**
   * @param orderTypes what the contract's venue takes
   */
  static ServerMessage.ContractDetails details(
      TwsContract contract, String hours, List<String> orderTypes) {
    return new ServerMessage.ContractDetails(
        0,
        contract,
        new ContractDetailsFields(
            "",
            "NMS",
            new BigDecimal("0.01"),
            orderTypes,
            List.of("ISLAND", "SMART"),
            1,
            0,
            "TIME WARNER",
            "",
            "",
            "",
            "",
            "US/Eastern",
            hours,
            hours,
            "",
            null,
            List.of(),
            1,
            "",
            "",
            List.of("99", Integer.toString(ScriptedVenue.RULE)),
            "",
            "COMMON",
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE));
  }

  static boolean matches(TwsContract query, TwsContract candidate) {
    return query.secType().equals(candidate.secType())
        && query.symbol().equals(candidate.symbol())
        && (query.right().equals(candidate.right()) || isOfItsExpiry(query, candidate));
  }

  /** A question for a whole expiry names no right. */
  private static boolean isOfItsExpiry(TwsContract query, TwsContract candidate) {
    return query.right().isEmpty()
        && query.lastTradeDateOrContractMonth().equals(candidate.lastTradeDateOrContractMonth());
  }

  /** An order command as text, null for any other message. */
  static String command(ClientMessage message) {
    return switch (message) {
      case ClientMessage.PlaceOrder p when p.order().whatIf() -> null;
      case ClientMessage.PlaceOrder p ->
          "%s %s %s%s @ %s %s %s"
              .formatted(
                  p.order().action(),
                  p.order().totalQuantity().toPlainString(),
                  p.contract().symbol(),
                  p.contract().right(),
                  p.order().lmtPrice().toPlainString(),
                  p.order().orderRef(),
                  p.order().tif()
                      + (p.order().goodTillDate().isEmpty() ? "" : " " + p.order().goodTillDate()));
      case ClientMessage.CancelOrder c -> "CANCEL " + c.orderId();
      default -> null;
    };
  }

  static OrderRef ref(String text) {
    return OrderRef.parse(text).orElseThrow();
  }
}
