package dev.legwork.reconcile;

import dev.legwork.invariant.LedgerFill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger's side of the comparison, read after the census was stored.
 *
 * @param orders those that are not proven over, and all that the census names
 * @param fills the effective ones that the census names
 * @param ours what our executions add up to, ever, by the broker's number of the contract; a
 *     contract that we traded and are flat in is there with 0
 * @param moving contracts in which something of ours executed while the census was taken: the
 *     broker's position and our sum are not of one instant
 * @param foreign what is known to be other people's, signed, by contract
 * @param labels of contracts, for people
 * @param orphans trades that nobody looks after and that may hold something
 */
public record Books(
    List<BookedOrder> orders,
    List<LedgerFill> fills,
    Map<Long, BigDecimal> ours,
    Set<Long> moving,
    Map<Long, BigDecimal> foreign,
    Map<Long, String> labels,
    List<Orphan> orphans) {

  /**
   * A trade whose workflow is closed, or that has ended otherwise than its executions say.
   *
   * @param why for people
   */
  public record Orphan(String executionId, String why) {}

  public Books {
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    ours = Map.copyOf(ours);
    moving = Set.copyOf(moving);
    foreign = Map.copyOf(foreign);
    labels = Map.copyOf(labels);
    orphans = List.copyOf(orphans);
  }
}
