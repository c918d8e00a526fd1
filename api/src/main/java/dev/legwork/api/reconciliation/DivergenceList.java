package dev.legwork.api.reconciliation;

import dev.legwork.ledger.reconciliation.StoredDivergence;
import dev.legwork.reconcile.Divergence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Divergences, newest first. */
public record DivergenceList(List<Item> divergences) {

  /**
   * @param execution null where it is about no trade of ours
   * @param conId the broker's number of the contract; null where it is about none
   * @param difference signed quantity, where it is about a position
   * @param alarming whether a person must know; what is other people's is only listed
   * @param ageSeconds since it was first seen, until it was closed
   * @param acceptedAt null until somebody has declared it to be right
   * @param closedAt null while it lasts
   */
  public record Item(
      long id,
      String account,
      Divergence.Kind kind,
      String execution,
      Long conId,
      BigDecimal difference,
      String detail,
      boolean alarming,
      Instant firstSeen,
      Instant lastSeen,
      BigDecimal ageSeconds,
      Instant acceptedAt,
      String acceptedBy,
      Instant closedAt) {

    static Item of(StoredDivergence stored) {
      Divergence divergence = stored.divergence();
      return new Item(
          stored.id(),
          stored.account(),
          divergence.kind(),
          divergence.executionId(),
          divergence.conId() == 0 ? null : divergence.conId(),
          divergence.difference(),
          divergence.detail(),
          stored.isAlarming(),
          stored.firstSeen(),
          stored.lastSeen(),
          ReconciliationList.seconds(stored.age()),
          stored.acceptedAt(),
          stored.acceptedBy(),
          stored.closedAt());
    }
  }

  static DivergenceList of(List<StoredDivergence> stored) {
    return new DivergenceList(stored.stream().map(Item::of).toList());
  }
}
