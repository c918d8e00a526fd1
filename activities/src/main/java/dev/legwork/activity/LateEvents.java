package dev.legwork.activity;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.trade.Endings;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker says of a trade whose workflow is closed, or has stored its ending. The report
 * takes it in; where something is left to settle, a person is told and a recovery is started.
 */
final class LateEvents {
  /** The ledger opens it with the event; here it learns the exact quantities. */
  static final String LATE_EXECUTION = "LATE_EXECUTION";

  static final String EXECUTION_VANISHED = "EXECUTION_VANISHED";

  private static final Logger LOG = LoggerFactory.getLogger(LateEvents.class);

  private final Ledger ledger;
  private final Recoveries recovery;
  private final Clock clock;

  LateEvents(Ledger ledger, Recoveries recovery, Clock clock) {
    this.ledger = ledger;
    this.recovery = recovery;
    this.clock = clock;
  }

  /** Refreshes the report of an ended trade, and compares the trade with its ending. */
  void settle(String executionId) {
    ledger.reports().refresh(executionId);
    compare(executionId);
  }

  /** Compares a trade that nobody looks after any more with its ending. */
  void compare(String executionId) {
    ledger
        .trades()
        .details(executionId)
        .ifPresent(
            trade -> {
              closeOver(trade);
              check(trade);
            });
  }

  private void check(TradeDetails trade) {
    if (trade.isLookedAfter()) {
      return;
    }
    StoredExecution execution = trade.execution();
    List<Residual> beyond = trade.beyondEnding();
    if (!execution.state().isEnding()) {
      alert(
          execution,
          EXECUTION_VANISHED,
          "The workflow of the trade is closed without a stored ending, and its orders still"
              + " report. Its recovery withdraws and unwinds them.",
          beyond);
    } else if (!beyond.isEmpty() && trade.stop().isPresent() && !trade.isGuarded()) {
      alert(
          execution,
          Endings.STOP_RESIDUAL,
          "Something was executed after the trade's stop had ended "
              + trade.stop().get().status().state()
              + ". The positions are what differs from that; the stop is taken up again and closes"
              + " them.",
          beyond);
    } else if (!beyond.isEmpty()) {
      alert(
          execution,
          LATE_EXECUTION,
          "The trade ended "
              + execution.state()
              + ", and something was executed after that."
              + " The positions are what differs from that ending; its recovery unwinds them.",
          beyond);
    }
    recovery.start(
        execution.id(),
        "the trade is "
            + execution.state()
            + ", beyond that it holds "
            + names(beyond)
            + ", live are "
            + trade.book().live());
  }

  /** What was raised since the ending may have passed by itself, and no recovery come of it. */
  private void closeOver(TradeDetails trade) {
    if (trade.isSettled() && trade.alerts().stream().anyMatch(StoredAlert::isOpen)) {
      ledger.endings().closeOver(trade.execution().id(), clock.instant());
    }
  }

  private static List<String> names(List<Residual> positions) {
    return positions.stream()
        .map(r -> r.position().toPlainString() + " " + r.instrument().label())
        .toList();
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
}
