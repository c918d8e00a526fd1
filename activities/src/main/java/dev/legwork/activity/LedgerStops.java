package dev.legwork.activity;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.saga.GuardedTrade;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.StopActivities;
import dev.legwork.workflow.execution.StopCase;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link StopActivities} over the ledger. */
public final class LedgerStops implements StopActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerStops.class);

  /** Nothing is heard any more of an order that was proven over so long ago. */
  private static final Duration SURELY_OVER = Duration.ofMinutes(15);

  private final Ledger ledger;
  private final TradeWorkflows workflows;
  private final Clock clock;

  public LedgerStops(Ledger ledger, WorkflowClient client, Clock clock) {
    this.ledger = ledger;
    this.workflows = new TradeWorkflows(client);
    this.clock = clock;
  }

  @Override
  public StopCase open(String executionId) {
    boolean recovering = !workflows.isClosed(WorkflowIds.recoveryRequest(executionId));
    TradeDetails trade = ledger.trades().details(executionId).orElse(null);
    if (trade == null || trade.stop().isEmpty()) {
      return new StopCase.Unknown();
    }
    if (recovering) {
      LOG.info("execution {}: its recovery still runs; its stop waits for that", executionId);
      return new StopCase.Waiting();
    }
    StopWish asked = ledger.stops().asked(executionId).orElse(null);
    if (trade.isSettled() && asked == null) {
      return new StopCase.Over();
    }
    return new StopCase.Open(
        new GuardedTrade(
            trade.execution().request(),
            trade.execution().ending().orElseThrow(),
            trade.knownWithoutSpent(clock.instant().minus(SURELY_OVER)),
            trade.stop().get().status(),
            asked),
        trade.execution().acceptedAt(),
        trade.intents().getFirst().storedAt());
  }

  @Override
  public void told(String executionId, StopStatus status) {
    ledger.endings().stopped(executionId, status, clock.instant());
    LOG.info("execution {}: stop {} {}", executionId, status.state(), status.detail());
  }
}
