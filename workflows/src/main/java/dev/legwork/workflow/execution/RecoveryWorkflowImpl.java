package dev.legwork.workflow.execution;

import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.RecoverySaga;
import dev.legwork.workflow.RetryForEver;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Runs {@link RecoverySaga} until nothing new has come while it ran. */
public class RecoveryWorkflowImpl implements RecoveryWorkflow {
  private static final Logger LOG = Workflow.getLogger(RecoveryWorkflowImpl.class);

  /** A trade whose ending is stored closes within moments; its worker may be away for longer. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  /** After pauses of 1, 2 and 4 s somebody has to know. */
  private static final Duration TOO_LONG = Duration.ofSeconds(4);

  private static final Duration RARE_LOOK = Duration.ofMinutes(5);

  private final TradeInbox inbox = new TradeInbox(() -> null);
  private final RecoveryActivities ledger =
      Workflow.newLocalActivityStub(
          RecoveryActivities.class,
          RetryForEver.local(Duration.ofSeconds(5))
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());
  private RunningTrade trade;

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public ExecutionView recover(String executionId, String why) {
    MDC.put("execution", executionId);
    // Nobody stops the settling of a trade by a cancel; what is terminated is started again.
    Workflow.newDetachedCancellationScope(() -> settle(executionId, why)).run();
    return snapshot();
  }

  private void settle(String executionId, String why) {
    do {
      inbox.take();
      switch (opened(executionId, why)) {
        case RecoveryCase.Open open -> settle(open);
        case RecoveryCase.Living ignored ->
            LOG.info("execution {}: its own workflow runs; nothing to recover", executionId);
        case RecoveryCase.Unknown ignored ->
            LOG.warn("execution {}: nobody knows it; nothing to recover", executionId);
        case RecoveryCase.Closing ignored -> throw new IllegalStateException("it was waited for");
      }
    } while (inbox.hasEvents());
  }

  private void settle(RecoveryCase.Open open) {
    trade = new RunningTrade(open);
    TemporalTradeWorld world = new TemporalTradeWorld(open, trade, inbox, ledger);
    new RecoverySaga(open.trade(), world, Policy.DEFAULT).run();
    world.settle();
  }

  private RecoveryCase opened(String executionId, String why) {
    Duration pause = FIRST_LOOK;
    RecoveryCase found = ledger.open(executionId, why);
    boolean told = false;
    while (found instanceof RecoveryCase.Closing) {
      if (!told && pause.compareTo(TOO_LONG) > 0) {
        told = true;
        ledger.waitsForClosing(executionId, why);
      }
      Workflow.sleep(pause);
      pause = pause.compareTo(RARE_LOOK) < 0 ? pause.multipliedBy(2) : RARE_LOOK;
      found = ledger.open(executionId, why);
    }
    return found;
  }

  @Override
  public void brokerEvents(List<BrokerEvent> events) {
    inbox.add(events);
  }

  @Override
  public void sessionChanged(boolean lost) {
    inbox.sessionChanged(lost);
  }

  @Override
  public void lockGranted(String requestId, long token) {
    inbox.granted(token);
  }

  @Override
  public void cancel(String reason) {
    inbox.cancel(reason);
  }

  @Override
  public ExecutionView snapshot() {
    return trade == null ? null : trade.view();
  }
}
