package dev.legwork.simulator.gateway;

import dev.legwork.simulator.faults.Alteration;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Answers that are told with another value than the venue's. */
final class Falsified {
  private Falsified() {}

  /** The message with one field as {@link Alteration} describes it. */
  static ServerMessage of(ServerMessage message, Map<String, String> facts, String value) {
    return switch (message) {
      case CommissionReport m -> commission(m, Alteration.decimal(value));
      case ServerMessage.TickPrice m ->
          new ServerMessage.TickPrice(
              m.reqId(), m.tickType(), Alteration.decimal(value), m.size(), m.attribMask());
      case ServerMessage.TickSize m ->
          new ServerMessage.TickSize(m.reqId(), m.tickType(), Alteration.decimal(value));
      case ServerMessage.CurrentTime m ->
          new ServerMessage.CurrentTime(m.epochSeconds() + whole(value));
      case ServerMessage.NextValidId m -> new ServerMessage.NextValidId(whole(value));
      case ServerMessage.MarketDataType m ->
          new ServerMessage.MarketDataType(m.reqId(), whole(value));
      case OrderStatus m -> status(m, value);
      case ExecDetails m -> time(m, Wire.time(Instant.parse(facts.get("at")), value));
      default -> message;
    };
  }

  private static int whole(String value) {
    return new BigDecimal(value).intValueExact();
  }

  private static CommissionReport commission(CommissionReport m, BigDecimal commission) {
    return new CommissionReport(
        m.execId(), commission, m.currency(), m.realizedPnl(), m.yield(), m.yieldRedemptionDate());
  }

  private static OrderStatus status(OrderStatus m, String status) {
    return new OrderStatus(
        m.orderId(),
        status,
        m.filled(),
        m.remaining(),
        m.avgFillPrice(),
        m.permId(),
        m.parentId(),
        m.lastFillPrice(),
        m.clientId(),
        m.whyHeld(),
        m.mktCapPrice());
  }

  private static ExecDetails time(ExecDetails m, String time) {
    return new ExecDetails(
        m.reqId(),
        m.orderId(),
        m.contract(),
        m.execId(),
        time,
        m.account(),
        m.exchange(),
        m.side(),
        m.shares(),
        m.price(),
        m.permId(),
        m.clientId(),
        m.liquidation(),
        m.cumQty(),
        m.avgPrice(),
        m.orderRef(),
        m.evRule(),
        m.evMultiplier(),
        m.modelCode(),
        m.lastLiquidity(),
        m.pendingPriceRevision());
  }
}
