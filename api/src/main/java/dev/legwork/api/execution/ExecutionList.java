package dev.legwork.api.execution;

import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.report.ExecutionView.Links;
import dev.legwork.report.ResidualView;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A page of executions, newest first.
 *
 * @param nextCursor names the next page; null on the last one
 */
public record ExecutionList(List<Item> executions, String nextCursor) {

  /**
   * What a list shows of an execution; the rest is behind its link.
   *
   * @param legs short forms, e.g. {@code BUY 100 TWX}
   */
  public record Item(
      String id,
      String account,
      String strategy,
      String underlying,
      List<String> legs,
      BigDecimal quantity,
      BigDecimal netLimit,
      TradeState state,
      Reason reason,
      Instant acceptedAt,
      Instant finishedAt,
      List<ResidualView> residual,
      Links links) {

    public static Item of(StoredExecution stored, Links links) {
      ExecutionRequest request = stored.request();
      return new Item(
          request.id(),
          request.account(),
          request.strategy(),
          request.underlying(),
          request.legs().stream()
              .map(
                  leg ->
                      leg.action()
                          + " "
                          + leg.quantity(request.quantity()).toPlainString()
                          + " "
                          + leg.contract().label())
              .toList(),
          BigDecimal.valueOf(request.quantity()),
          request.netLimit(),
          stored.state(),
          stored.reason(),
          stored.acceptedAt(),
          stored.finishedAt(),
          stored.residual().stream().map(ResidualView::of).toList(),
          links);
    }
  }
}
