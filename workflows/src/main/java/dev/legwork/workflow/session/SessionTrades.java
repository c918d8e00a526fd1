package dev.legwork.workflow.session;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ExecutionStart;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * How a session executes: a workflow of its own for each trade, the same that anybody else starts,
 * which outlives the session.
 */
final class SessionTrades {
  private static final Logger LOG = Workflow.getLogger(SessionTrades.class);

  /**
   * Until the first look for the ending of a trade whose own workflow did not tell it; twice as
   * long until each that follows, for a history has an end and a closed market may last for days.
   */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

  private static final Duration LAST_LOOKS = Duration.ofMinutes(5);

  /** Of a trade's outcome, what matters here. */
  record Ending(TradeState state) {}

  /** A trade that was begun. */
  record Begun(String execution, Promise<Ending> end) {}

  private final SessionLedgerActivities ledger;
  private final String account;
  private final String session;

  SessionTrades(SessionLedgerActivities ledger, String account, String session) {
    this.ledger = ledger;
    this.account = account;
    this.session = session;
  }

  /** Begins a trade; waits for nothing. */
  Begun begin(ExecutionRequest request) {
    ChildWorkflowStub child =
        Workflow.newUntypedChildWorkflowStub(
            ExecutionStart.TYPE, ExecutionStart.fromWorkflow(request));
    return new Begun(
        request.id(), child.executeAsync(Ending.class, ExecutionStart.argument(request)));
  }

  /**
   * Waits for its end, and tells the other sessions of the account before and after.
   *
   * @return how it ended
   */
  TradeState end(Begun trade) {
    tellOthers(TradingSessionWorkflow.STAND_STILL, session, trade.execution());
    TradeState how = ending(trade.end(), trade.execution());
    ledger.settle(trade.execution(), how.name());
    tellOthers(TradingSessionWorkflow.GO_ON, trade.execution());
    return how;
  }

  /** Where its workflow did not get to its end, its recovery settles it: the ledger knows. */
  private TradeState ending(Promise<Ending> end, String execution) {
    try {
      return end.get().state();
    } catch (ChildWorkflowFailure failure) {
      LOG.warn("session {}: execution {} did not tell its ending", session, execution, failure);
    }
    Duration pause = FIRST_LOOK;
    TradeState how = ledger.outcome(execution);
    while (how == null) {
      Workflow.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LAST_LOOKS) < 0 ? pause.multipliedBy(2) : LAST_LOOKS;
      how = ledger.outcome(execution);
    }
    return how;
  }

  private void tellOthers(String signal, Object... arguments) {
    for (String other : ledger.others(account, session)) {
      try {
        Workflow.newUntypedExternalWorkflowStub(WorkflowIds.session(other))
            .signal(signal, arguments);
      } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
        LOG.info("session {}: session {} is gone and hears no {}", session, other, signal);
      }
    }
  }
}
