package dev.legwork.workflow.lock;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockBook;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockState;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.RetryForEver;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.VersioningBehavior;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * Handlers change the book and nothing else; one loop grants to waiters, asks after holders and
 * starts the next run.
 */
public class ExecutionLockWorkflowImpl implements ExecutionLockWorkflow {
  /** Grants of one run: rarely enough that few updates meet the change of runs. */
  static final int GRANTS_PER_RUN = 500;

  /** Updates of one run: below the 2,000 that a server accepts. */
  static final int UPDATES_PER_RUN = 1800;

  private static final Logger LOG = Workflow.getLogger(ExecutionLockWorkflowImpl.class);

  private final String lock;
  private final LockBook book;
  private final long grantsBefore;
  private final HolderWatch watch;
  private final LockKeeperActivities seeder =
      Workflow.newLocalActivityStub(
          LockKeeperActivities.class, RetryForEver.local(Duration.ofSeconds(5)).build());
  private final LockKeeperActivities keeper =
      Workflow.newActivityStub(
          LockKeeperActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(10))
              .setRetryOptions(RetryForEver.options())
              .build());
  private CancellationScope outer;
  private int updates;

  @WorkflowInit
  public ExecutionLockWorkflowImpl(LockState state) {
    String workflowId = Workflow.getInfo().getWorkflowId();
    lock = WorkflowIds.lockName(workflowId).orElse(workflowId);
    book = new LockBook(state == null ? LockState.NEW : state);
    grantsBefore = book.state().statistics().acquisitions();
    watch = new HolderWatch(book, keeper);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void run(LockState state) {
    outer = CancellationScope.current();
    // Nobody cancels a lock: whoever holds it or waits for it must find it.
    Workflow.newDetachedCancellationScope(this::serve).run();
    Workflow.continueAsNew(book.state());
  }

  private void serve() {
    if (!book.isSeeded()) {
      book.seed(seeder.seedFence(lock));
    }
    do {
      Workflow.await(() -> book.canGrantNext() || watch.hasWork() || mayEndRun());
      grantNext();
      watch.work();
      if (mayEndRun()) {
        Workflow.await(() -> watch.isIdle() && Workflow.isEveryHandlerFinished());
      }
    } while (!mayEndRun());
  }

  /**
   * A run that somebody tried to cancel can only end, whatever it returns: its state would be lost.
   * So it goes on until there is nothing to lose; whoever comes next starts a new run.
   */
  private boolean mayEndRun() {
    return isRunFull() && (!outer.isCancelRequested() || book.isIdle());
  }

  /**
   * Tells the first waiter of its grant by a command of this workflow, which is durable together
   * with the grant. A client call in a local activity would not be: a lost workflow task runs it
   * again with another state of the queue, and the same token may have gone to two waiters.
   */
  private void grantNext() {
    LockHolder next = book.grantNext(now()).orElse(null);
    if (next == null) {
      return;
    }
    try {
      Workflow.newUntypedExternalWorkflowStub(WorkflowIds.execution(next.requestId()))
          .signal(GRANTED_SIGNAL, next.requestId(), next.token());
    } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
      // A missing workflow throws the second one, whatever the first one's documentation says.
      LOG.warn(
          "{} waited for lock {} and is gone; the next waiter gets it", next.requestId(), lock);
      book.skip(next.requestId(), next.token(), now());
    }
  }

  private boolean isRunFull() {
    return updates >= UPDATES_PER_RUN
        || book.statistics().acquisitions() - grantsBefore >= GRANTS_PER_RUN
        || Workflow.getInfo().isContinueAsNewSuggested();
  }

  @Override
  public AcquireReply acquire(String requestId, String account) {
    updates++;
    return book.acquire(requestId, account, now());
  }

  @Override
  public AcquireReply inherit(String requestId, String from, String account) {
    updates++;
    return book.inherit(requestId, from, account, now());
  }

  @Override
  public void release(String requestId, long token) {
    book.release(requestId, token, now());
  }

  @Override
  public void cancelRequest(String requestId) {
    book.cancelRequest(requestId, now());
  }

  @Override
  public LockView forceRelease(ForceRelease command) {
    updates++;
    // A lock that this very command started fences all earlier holders off before it answers.
    Workflow.await(book::isSeeded);
    LockHolder held = book.holder().filter(command::means).orElse(null);
    if (held != null) {
      long fence = keeper.fenceOff(held, command);
      book.forceRelease(held.requestId(), held.token(), fence, command.text(), now());
    }
    return state();
  }

  @Override
  public void checkForceRelease(ForceRelease command) {
    if (command == null || !command.isComplete()) {
      throw new IllegalArgumentException("a forced release names its operator and its reason");
    }
  }

  @Override
  public LockView state() {
    return book.view(lock);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
