package dev.legwork.api.alert;

import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.report.ResidualView;
import dev.legwork.saga.Alert;
import java.time.Instant;
import java.util.List;

/**
 * Alerts: open and critical ones first, then the newest.
 *
 * @param open how many are open, listed or not
 */
public record AlertList(int open, List<Item> alerts) {

  /**
   * @param execution null for an alert about the account
   * @param residual exact positions, where it is about positions
   * @param acknowledgedAt null until somebody has seen it as it is now
   * @param closedAt null while it is open
   */
  public record Item(
      long id,
      String execution,
      String account,
      Alert.Severity severity,
      String code,
      String text,
      List<ResidualView> residual,
      Instant openedAt,
      Instant changedAt,
      Instant acknowledgedAt,
      String acknowledgedBy,
      Instant closedAt) {

    static Item of(StoredAlert stored) {
      return new Item(
          stored.id(),
          stored.executionId(),
          stored.account(),
          stored.alert().severity(),
          stored.alert().code(),
          stored.alert().text(),
          stored.alert().residual().stream().map(ResidualView::of).toList(),
          stored.openedAt(),
          stored.changedAt(),
          stored.acknowledgedAt(),
          stored.acknowledgedBy(),
          stored.closedAt());
    }
  }

  static AlertList of(int open, List<StoredAlert> stored) {
    return new AlertList(open, stored.stream().map(Item::of).toList());
  }
}
