package dev.legwork.api.alert;

import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.Sending;
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
   * @param passing tells of something that happened, and is over once it was acknowledged;
   *     otherwise of something that lasts
   * @param acknowledgedAt null until somebody has seen it as it is now
   * @param closedAt null while it is open
   * @param sendings what became of sending it, one for each channel that is set
   */
  public record Item(
      long id,
      String execution,
      String account,
      Alert.Severity severity,
      String code,
      String text,
      List<ResidualView> residual,
      boolean passing,
      Instant openedAt,
      Instant changedAt,
      Instant acknowledgedAt,
      String acknowledgedBy,
      Instant closedAt,
      List<SendingView> sendings) {

    static Item of(StoredAlert stored, List<Sending> sendings) {
      return new Item(
          stored.id(),
          stored.executionId(),
          stored.account(),
          stored.alert().severity(),
          stored.alert().code(),
          stored.alert().text(),
          stored.alert().residual().stream().map(ResidualView::of).toList(),
          stored.passing(),
          stored.openedAt(),
          stored.changedAt(),
          stored.acknowledgedAt(),
          stored.acknowledgedBy(),
          stored.closedAt(),
          sendings.stream()
              .filter(one -> one.alertId() == stored.id())
              .map(SendingView::of)
              .toList());
    }
  }

  /**
   * @param state DUE, SENT, GIVEN_UP (tried in vain for too long) or DROPPED (closed or
   *     acknowledged before it could be sent)
   * @param nextAt when it is tried next; null unless it is due
   * @param endedAt null while it is due
   * @param lastError null if no try failed
   */
  public record SendingView(
      Channel channel,
      Sending.State state,
      int attempts,
      Instant nextAt,
      Instant endedAt,
      String lastError) {

    static SendingView of(Sending sending) {
      return new SendingView(
          sending.channel(),
          sending.state(),
          sending.attempts(),
          sending.state() == Sending.State.DUE ? sending.nextAt() : null,
          sending.endedAt(),
          sending.lastError());
    }
  }

  static AlertList of(int open, List<StoredAlert> stored, List<Sending> sendings) {
    return new AlertList(open, stored.stream().map(one -> Item.of(one, sendings)).toList());
  }
}
