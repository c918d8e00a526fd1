package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Both accounts, indexed. */
final class Facts {
  final BrokerTruth broker;
  final LedgerTruth ledger;
  final Moment moment;
  final Map<String, LedgerTrade> trades = new LinkedHashMap<>();
  final Map<OrderRef, LedgerOrder> intents = new LinkedHashMap<>();
  final Map<OrderRef, List<BrokerOrder>> brokerOrders = new LinkedHashMap<>();
  final Map<OrderRef, Fills> brokerFills = new LinkedHashMap<>();
  final Map<OrderRef, Fills> ledgerFills = new LinkedHashMap<>();
  private final Map<OrderRef, Fills> allFills = new HashMap<>();
  private final Map<String, Set<Integer>> ourClients = new HashMap<>();

  Facts(BrokerTruth broker, LedgerTruth ledger, Moment moment) {
    this.broker = broker;
    this.ledger = ledger;
    this.moment = moment;
    for (LedgerTrade trade : ledger.trades()) {
      index(trade);
    }
    for (BrokerOrder order : broker.orders()) {
      order
          .ref()
          .ifPresent(ref -> brokerOrders.computeIfAbsent(ref, r -> new ArrayList<>()).add(order));
    }
    for (BrokerFill row : broker.fills()) {
      row.ref()
          .ifPresent(
              ref -> {
                count(brokerFills, ref, row.fill());
                count(allFills, ref, row.fill());
              });
    }
    ledgerFills.forEach(this::replaceManual);
  }

  /**
   * What a person vouched for stands in for executions that the ledger was not told of: as far as
   * the broker's own account has them, those count in its place.
   */
  private void replaceManual(OrderRef ref, Fills ledgers) {
    Fills all = allFills.get(ref);
    for (Fill manual : ledgers.effective()) {
      if (manual.isManual()) {
        BigDecimal told = all.quantity().subtract(manual.quantity());
        BigDecimal left = ledgers.quantity().subtract(told).max(BigDecimal.ZERO);
        allFills.put(ref, all.with(manual.revised(left)));
      }
    }
  }

  private void index(LedgerTrade trade) {
    trades.put(trade.id(), trade);
    for (LedgerOrder order : trade.orders()) {
      intents.put(order.ref(), order);
      ourClients
          .computeIfAbsent(order.intent().account(), a -> new HashSet<>())
          .add(order.clientId());
    }
    for (LedgerFill row : trade.fills()) {
      count(ledgerFills, row.ref(), row.fill());
      count(allFills, row.ref(), row.fill());
    }
  }

  private static void count(Map<OrderRef, Fills> fills, OrderRef ref, Fill fill) {
    fills.put(ref, fills.getOrDefault(ref, Fills.NONE).with(fill));
  }

  /** What an order executed by all that is known of either side; the later version counts. */
  Fills fills(OrderRef ref) {
    return allFills.getOrDefault(ref, Fills.NONE);
  }

  /** The same of one leg: all of it, but for a combo. */
  Fills fills(LedgerOrder order, String leg) {
    Fills all = fills(order.ref());
    return order.intent().isCombo() ? all.only(fill -> order.intent().isOf(leg, fill)) : all;
  }

  BigDecimal executed(LedgerOrder order, String leg) {
    return fills(order, leg).quantity();
  }

  /** Whether the broker says that the order can trade. */
  boolean isLiveAtBroker(OrderRef ref) {
    return brokerOrders.getOrDefault(ref, List.of()).stream().anyMatch(BrokerOrder::isLive);
  }

  /** Whether the broker knows the order: it reached the market, or was refused there. */
  boolean isAtBroker(OrderRef ref) {
    return brokerOrders.containsKey(ref) || brokerFills.containsKey(ref);
  }

  /** What an order can still execute of a leg, by the broker's own account. */
  BigDecimal remaining(LedgerOrder order, String leg) {
    return isLiveAtBroker(order.ref())
        ? order
            .intent()
            .quantity(leg, order.intent().quantity())
            .subtract(executed(order, leg))
            .max(BigDecimal.ZERO)
        : BigDecimal.ZERO;
  }

  /** Whether an order of this client on this account must be one of ours. */
  boolean isOurClient(String account, int clientId) {
    return clientId != 0 && ourClients.getOrDefault(account, Set.of()).contains(clientId);
  }

  List<LedgerTruth.OpenAlert> alertsOf(String executionId) {
    return ledger.alerts().stream()
        .filter(alert -> alert.executionId().equals(executionId))
        .toList();
  }
}
