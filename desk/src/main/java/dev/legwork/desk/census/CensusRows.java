package dev.legwork.desk.census;

import dev.legwork.desk.mapping.Orders;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerOrder.Life;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import dev.legwork.tws.message.ServerMessage.CompletedOrder;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.ServerMessage.OrderStatus;
import dev.legwork.tws.message.ServerMessage.Position;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what the venue tells of one account while it is asked, ours or not. Of several rows about
 * the same thing the last counts; a row that is older than its question does not.
 */
public final class CensusRows {
  private record Seen<T>(T row, long at) {}

  private record OrderKey(int clientId, int orderId, long permId) {}

  private final String account;
  private final ZoneId zone;
  private final Map<OrderKey, Seen<BrokerOrder>> open = new LinkedHashMap<>();
  private final Map<Long, Seen<BrokerOrder>> completed = new LinkedHashMap<>();
  private final Map<String, Seen<BrokerFill>> executions = new LinkedHashMap<>();
  private final Map<Integer, Seen<BrokerPosition>> positions = new LinkedHashMap<>();
  private final Map<String, BigDecimal> fees = new HashMap<>();

  /**
   * @param zone of execution times that name none
   */
  public CensusRows(String account, ZoneId zone) {
    this.account = account;
    this.zone = zone;
  }

  /**
   * @param at grows with every message
   */
  public void on(OpenOrder row, long at) {
    if (!row.order().whatIf() && isOurs(row.order().account())) {
      Life life = life(row.state().status());
      open.put(
          new OrderKey(row.clientId(), row.orderId(), row.permId()),
          new Seen<>(
              order(row.order(), row.contract(), row.orderId(), row.clientId(), row.permId(), life),
              at));
    }
  }

  /** A status tells of the end of an order that was listed as open. */
  public void on(OrderStatus row, long at) {
    if (life(row.status()) == Life.ENDED) {
      open.remove(new OrderKey(row.clientId(), row.orderId(), row.permId()));
    }
  }

  public void on(CompletedOrder row, long at) {
    if (isOurs(row.order().account())) {
      completed.put(
          row.permId(),
          new Seen<>(order(row.order(), row.contract(), 0, 0, row.permId(), Life.ENDED), at));
    }
  }

  public void on(ExecDetails row, long at) {
    if (isOurs(row.account()) && !row.contract().isBag()) {
      executions.put(
          row.execId(),
          new Seen<>(
              new BrokerFill(
                  row.orderRef(),
                  row.clientId(),
                  row.permId(),
                  account,
                  row.contract().conId(),
                  label(row.contract()),
                  Orders.fill(row, zone, Instant.EPOCH),
                  null),
              at));
    }
  }

  public void on(CommissionReport row) {
    if (row.commission() != null && row.commission().compareTo(BigDecimal.ONE.negate()) != 0) {
      fees.put(row.execId(), row.commission());
    }
  }

  public void on(Position row, long at) {
    if (row.account().equals(account)) {
      positions.put(
          row.contract().conId(),
          new Seen<>(
              new BrokerPosition(
                  account, row.contract().conId(), label(row.contract()), row.position()),
              at));
    }
  }

  /** Open orders told of after the question was asked. */
  public List<BrokerOrder> openOrders(long since) {
    return rows(open, since);
  }

  public List<BrokerOrder> completedOrders(long since) {
    return rows(completed, since);
  }

  /** Executions; those without a reference have that of their order, where it was told. */
  public List<BrokerFill> executions(long since) {
    Map<Long, String> refs = new HashMap<>();
    open.values().forEach(seen -> refs.put(seen.row().permId(), seen.row().orderRef()));
    completed.values().forEach(seen -> refs.put(seen.row().permId(), seen.row().orderRef()));
    return rows(executions, since).stream().map(row -> named(row, refs)).toList();
  }

  /** Positions; those that are flat are left out. */
  public List<BrokerPosition> positions(long since) {
    return rows(positions, since).stream().filter(row -> row.quantity().signum() != 0).toList();
  }

  private BrokerFill named(BrokerFill row, Map<Long, String> refs) {
    String ref = row.orderRef().isEmpty() ? refs.getOrDefault(row.permId(), "") : row.orderRef();
    return new BrokerFill(
        ref,
        row.clientId(),
        row.permId(),
        row.account(),
        row.conId(),
        row.label(),
        row.fill(),
        fees.get(row.fill().execId()));
  }

  private BrokerOrder order(
      TwsOrder order, TwsContract contract, int orderId, int clientId, long permId, Life life) {
    boolean limited = order.orderType().equals("LMT");
    return new BrokerOrder(
        order.orderRef(),
        Math.max(orderId, 0),
        clientId,
        permId,
        account,
        contract.conId(),
        label(contract),
        order.action().startsWith("B") ? Side.BUY : Side.SELL,
        order.totalQuantity() == null ? BigDecimal.ZERO : order.totalQuantity(),
        limited ? order.lmtPrice() : null,
        life,
        BigDecimal.ZERO,
        null);
  }

  private static Life life(String status) {
    return Orders.status(status).filter(known -> known.isTerminal()).isPresent()
        ? Life.ENDED
        : Life.LIVE;
  }

  private boolean isOurs(String told) {
    return told.isBlank() || told.equals(account);
  }

  private static <K, T> List<T> rows(Map<K, Seen<T>> seen, long since) {
    return seen.values().stream().filter(one -> one.at() > since).map(Seen::row).toList();
  }

  private static String label(TwsContract contract) {
    return contract.strike() == null
        ? contract.symbol()
        : "%s %s %s%s"
            .formatted(
                contract.symbol(),
                contract.lastTradeDateOrContractMonth(),
                contract.strike().stripTrailingZeros().toPlainString(),
                contract.right().isEmpty() ? "" : contract.right().substring(0, 1));
  }
}
