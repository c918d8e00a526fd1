package dev.legwork.workflow.execution;

import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.StopLink;
import dev.legwork.saga.StopSaga;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import dev.legwork.workflow.RetryForEver;
import io.temporal.common.InitialVersioningBehavior;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * Runs {@link StopSaga} in runs of some minutes, each from what the ledger knows, so that no
 * history grows without end. A run stays with the build it began on; the next one begins on the
 * current.
 */
public class ProtectiveStopWorkflowImpl implements ProtectiveStopWorkflow {
  /** About a quarter of an hour while nothing happens. */
  static final int LOOKS_PER_RUN = 150;

  /** While something is pending, a run goes on by so many at a time. */
  private static final int MORE_LOOKS = 5;

  private static final Duration RECOVERY_LOOK = Duration.ofSeconds(5);

  private static final Logger LOG = Workflow.getLogger(ProtectiveStopWorkflowImpl.class);

  private final TradeInbox inbox = new TradeInbox(() -> null);
  private final Deque<StopWish> wishes = new ArrayDeque<>();
  private final StopActivities ledger =
      Workflow.newLocalActivityStub(
          StopActivities.class,
          RetryForEver.local(Duration.ofSeconds(5))
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public void guard(String executionId) {
    MDC.put("execution", executionId);
    boolean[] over = new boolean[1];
    // Nobody ends a stop by cancelling its workflow; what is terminated is started again.
    Workflow.newDetachedCancellationScope(() -> over[0] = isOver(executionId)).run();
    if (!over[0]) {
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder()
              .setInitialVersioningBehavior(InitialVersioningBehavior.AUTO_UPGRADE)
              .build(),
          executionId);
    }
  }

  private boolean isOver(String executionId) {
    boolean over;
    boolean asked;
    do {
      inbox.take();
      asked = false;
      over =
          switch (ledger.open(executionId)) {
            case StopCase.Open open -> run(executionId, open);
            case StopCase.Waiting ignored -> {
              Workflow.sleep(RECOVERY_LOOK);
              yield false;
            }
            case StopCase.Over ignored -> {
              // What is asked of it now may have been stored after the ledger was read.
              asked = !wishes.isEmpty();
              wishes.clear();
              yield true;
            }
            case StopCase.Unknown ignored -> {
              LOG.warn("execution {}: has no stop; nothing to guard", executionId);
              yield true;
            }
          };
    } while (over && (asked || inbox.hasEvents() || !wishes.isEmpty()));
    return over;
  }

  private boolean run(String executionId, StopCase.Open open) {
    RunningTrade trade = new RunningTrade(open);
    TemporalTradeWorld world = new TemporalTradeWorld(open, trade, inbox);
    StopSaga saga =
        new StopSaga(open.trade(), world, link(executionId), Policy.DEFAULT, StopPolicy.DEFAULT);
    StopStatus status = saga.run(LOOKS_PER_RUN);
    // Settling waits, and a person may ask meanwhile: nothing waits after the last look at it.
    world.settle();
    while (!wishes.isEmpty() || (!status.state().isOver() && inbox.hasNews())) {
      status = saga.run(MORE_LOOKS);
      world.settle();
    }
    return status.state().isOver();
  }

  private StopLink link(String executionId) {
    return new StopLink() {
      @Override
      public StopWish takeWish() {
        return wishes.poll();
      }

      @Override
      public void told(StopStatus status) {
        ledger.told(executionId, status);
      }
    };
  }

  @Override
  public void brokerEvents(List<BrokerEvent> events) {
    inbox.add(events);
  }

  @Override
  public void ask(StopWish wish) {
    wishes.add(wish);
    inbox.wake();
  }
}
