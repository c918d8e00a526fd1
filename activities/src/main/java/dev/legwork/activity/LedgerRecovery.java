package dev.legwork.activity;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.trade.Endings;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.saga.Abandoned;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.execution.RecoveryActivities;
import dev.legwork.workflow.execution.RecoveryCase;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link RecoveryActivities} over ledger and Temporal. */
public final class LedgerRecovery implements RecoveryActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRecovery.class);

  private final Ledger ledger;
  private final TradeWorkflows workflows;
  private final LockScope scope;
  private final LateEvents late;
  private final Stops stops;
  private final Clock clock;

  public LedgerRecovery(Ledger ledger, WorkflowClient client, LockScope scope, Clock clock) {
    this.ledger = ledger;
    this.workflows = new TradeWorkflows(client);
    this.scope = scope;
    this.late = new LateEvents(ledger, new RecoveryStarter(client), clock);
    this.stops = new StopStarter(client, ledger);
    this.clock = clock;
  }

  /** First the workflow, then the ledger: what it stored before it closed is seen. */
  @Override
  public RecoveryCase open(String executionId, String why) {
    boolean closed = workflows.isClosed(executionId);
    TradeDetails trade = ledger.trades().details(executionId).orElse(null);
    if (trade == null) {
      return new RecoveryCase.Unknown();
    }
    if (!closed) {
      return trade.execution().state().isEnding()
          ? new RecoveryCase.Closing()
          : new RecoveryCase.Living();
    }
    if (trade.stop().isPresent()) {
      // One alone trades for a committed trade, or stop and recovery would both close it.
      LOG.info("execution {}: its protective stop looks at it: {}", executionId, why);
      stops.start(executionId);
      return new RecoveryCase.Living();
    }
    LOG.info("execution {}: {}; its recovery looks at it: {}", executionId, state(trade), why);
    return new RecoveryCase.Open(
        new Abandoned(
            trade.execution().request(),
            trade.execution().ending().orElse(null),
            trade.known(),
            why),
        trade.execution().state(),
        scope.lockOf(trade.execution().request().account()),
        trade.execution().fencingToken(),
        trade.execution().acceptedAt(),
        trade.intents().isEmpty() ? null : trade.intents().getFirst().storedAt());
  }

  @Override
  public void waitsForClosing(String executionId, String why) {
    ledger
        .executions()
        .find(executionId)
        .ifPresent(
            trade ->
                ledger
                    .alerts()
                    .open(
                        trade.request().account(),
                        executionId,
                        notClosing(trade.state(), why),
                        clock.instant()));
  }

  private static Alert notClosing(TradeState state, String why) {
    return new Alert(
        Alert.Severity.CRITICAL,
        Endings.WORKFLOW_NOT_CLOSING,
        "The trade has ended "
            + state
            + ", its own workflow still runs, and its recovery waits until that has closed ("
            + why
            + "). Nothing that came after the end is settled until then. See in the Temporal Web UI"
            + " why the workflow does not end; terminated, it loses nothing: the recovery settles"
            + " the trade.",
        List.of());
  }

  private static Object state(TradeDetails trade) {
    return trade.execution().state();
  }

  @Override
  public void settle(String executionId, Ending ending) {
    ledger.endings().settle(executionId, ending, clock.instant());
    if (ledger.stops().find(executionId).isPresent()) {
      stops.start(executionId);
    }
    late.compare(executionId);
    LOG.info("execution {}: settled, {} {}", executionId, ending.state(), ending.reason());
  }
}
