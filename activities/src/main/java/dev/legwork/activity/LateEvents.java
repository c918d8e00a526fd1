package dev.legwork.activity;

import dev.legwork.book.LegBook;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.num.Decimals;
import dev.legwork.saga.Alert;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker says of a trade whose workflow is closed. The report takes it in; where the
 * positions are no longer those that the trade ended with, a person must know.
 */
final class LateEvents {
  /** The ledger opens it with the event; here it learns the exact quantities. */
  static final String LATE_EXECUTION = "LATE_EXECUTION";

  static final String EXECUTION_VANISHED = "EXECUTION_VANISHED";

  private static final Logger LOG = LoggerFactory.getLogger(LateEvents.class);

  private final Ledger ledger;
  private final Clock clock;

  LateEvents(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Refreshes the report of an ended trade, and compares its positions with its ending. */
  void settle(String executionId) {
    ledger.reports().refresh(executionId);
    compare(executionId);
  }

  /** Compares the positions of an ended trade with its ending. */
  void compare(String executionId) {
    ledger.trades().details(executionId).ifPresent(this::check);
  }

  private void check(TradeDetails trade) {
    StoredExecution execution = trade.execution();
    if (!execution.state().isEnding()) {
      alert(
          execution,
          EXECUTION_VANISHED,
          "The workflow of the trade is closed without a stored ending, and its orders still"
              + " report. Settle them by hand.",
          positions(trade));
      return;
    }
    List<Residual> unexpected = unexpected(trade);
    if (!unexpected.isEmpty()) {
      alert(
          execution,
          LATE_EXECUTION,
          "The trade ended "
              + execution.state()
              + ", and something was executed after that."
              + " The positions are what differs from that ending.",
          unexpected);
    }
  }

  private void alert(
      StoredExecution execution, String code, String text, List<Residual> positions) {
    LOG.error("execution {}: {} {} {}", execution.id(), code, text, positions);
    ledger
        .alerts()
        .open(
            execution.request().account(),
            execution.id(),
            new Alert(Alert.Severity.CRITICAL, code, text, positions),
            clock.instant());
  }

  private static List<Residual> positions(TradeDetails trade) {
    return trade.book().legs().stream()
        .filter(leg -> !leg.isFlat())
        .map(leg -> new Residual(leg.instrument(), leg.net()))
        .toList();
  }

  /** Positions beyond those that the trade ended with, signed. */
  static List<Residual> unexpected(TradeDetails trade) {
    List<Residual> unexpected = new ArrayList<>();
    for (LegBook leg : trade.book().legs()) {
      BigDecimal more = Decimals.normal(leg.net().subtract(endedWith(trade.execution(), leg)));
      if (!Decimals.isZero(more)) {
        unexpected.add(new Residual(leg.instrument(), more));
      }
    }
    return unexpected;
  }

  private static BigDecimal endedWith(StoredExecution execution, LegBook leg) {
    if (leg.orders().isEmpty()) {
      return BigDecimal.ZERO;
    }
    return execution.residual().stream()
        .filter(residual -> residual.instrument().conId() == leg.instrument().conId())
        .map(Residual::position)
        .reduce(kept(execution, leg), BigDecimal::add);
  }

  /** What was wanted and stayed; what an over-filled trade names as residual is the excess. */
  private static BigDecimal kept(StoredExecution execution, LegBook leg) {
    boolean overFilled =
        execution.reason() != null && execution.reason().code() == ReasonCode.OVER_FILLED;
    return execution.state() == TradeState.COMMITTED || overFilled
        ? leg.leg().action().signed(leg.wanted())
        : BigDecimal.ZERO;
  }
}
