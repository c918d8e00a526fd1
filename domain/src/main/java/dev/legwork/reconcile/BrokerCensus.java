package dev.legwork.reconcile;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.BrokerTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that the broker tells of one account: open orders of all clients, the orders and executions
 * of its day, positions. What it told of our orders has been stored before this is handed over.
 */
public record BrokerCensus(
    String account,
    Answer<BrokerOrder> openOrders,
    Answer<BrokerOrder> completedOrders,
    Answer<BrokerFill> executions,
    Answer<BrokerPosition> positions) {

  public BrokerCensus {
    Objects.requireNonNull(account, "account");
  }

  /** Whether all four questions were answered to their ends. */
  public boolean isComplete() {
    return missing().isEmpty();
  }

  /** The questions that were not answered, for people. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    note(missing, openOrders, "open orders");
    note(missing, completedOrders, "completed orders");
    note(missing, executions, "executions");
    note(missing, positions, "positions");
    return missing;
  }

  /**
   * The same for the checker.
   *
   * @throws IllegalStateException unless it is complete
   */
  public BrokerTruth truth() {
    if (!isComplete()) {
      throw new IllegalStateException("nothing follows from a census without " + missing());
    }
    List<BrokerOrder> orders = new ArrayList<>(openOrders.rows());
    orders.addAll(completedOrders.rows());
    return new BrokerTruth(orders, executions.rows(), positions.rows(), BrokerTruth.Extent.TODAY);
  }

  private static void note(List<String> missing, Answer<?> answer, String what) {
    if (!answer.complete()) {
      missing.add(what);
    }
  }
}
