package dev.legwork.invariant;

import java.util.List;

/**
 * What the broker holds to be true, of all accounts asked for, in the order of receipt. Only
 * complete answers belong here: what was not asked or not answered is said by the extent.
 */
public record BrokerTruth(
    List<BrokerOrder> orders,
    List<BrokerFill> fills,
    List<BrokerPosition> positions,
    Extent extent) {

  /** How far back the broker's account reaches. */
  public enum Extent {
    /** Every order and every execution there ever was, as a simulated gateway's own ledger. */
    WHOLE_HISTORY,
    /** What a real gateway tells: the orders and executions of its day; all positions. */
    TODAY
  }

  /** A broker with which nothing ever happened. */
  public static final BrokerTruth NOTHING =
      new BrokerTruth(List.of(), List.of(), List.of(), Extent.WHOLE_HISTORY);

  public BrokerTruth {
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    positions = List.copyOf(positions);
  }

  public boolean isWhole() {
    return extent == Extent.WHOLE_HISTORY;
  }
}
