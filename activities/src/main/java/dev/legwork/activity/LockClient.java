package dev.legwork.activity;

import dev.legwork.fault.CrashPoint;
import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.LockActivities;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import dev.legwork.workflow.lock.LockStart;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link LockActivities} over Temporal. */
public final class LockClient implements LockActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LockClient.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final WorkflowClient client;

  public LockClient(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Asks until it is answered: a lock that many ask at once, or that is just starting its next run,
   * refuses or drops an update now and then. The lock knows the request by its id, so that asking
   * again changes nothing.
   */
  @Override
  public AcquireReply acquire(String lock, String executionId, String account) {
    return untilAnswered(lock, executionId, () -> ask(lock, executionId, account));
  }

  @Override
  public AcquireReply inherit(String lock, String executionId, String account) {
    return untilAnswered(lock, executionId, () -> askForHeir(lock, executionId, account));
  }

  private static AcquireReply untilAnswered(
      String lock, String executionId, Supplier<AcquireReply> question) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (RuntimeException refused) {
        if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
          throw refused;
        }
        LOG.debug("execution {}: asks lock {} again: {}", executionId, lock, refused.toString());
        LockSupport.parkNanos(pause.toNanos());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  @Override
  public void withdraw(String lock, String executionId) {
    try {
      lock(lock).cancelRequest(executionId);
    } catch (WorkflowNotFoundException gone) {
      LOG.info("execution {}: there is no lock {} to withdraw from", executionId, lock);
    }
  }

  @Override
  public void release(String lock, String executionId, long token) {
    CrashPoint.BEFORE_LOCK_RELEASE.reached();
    try {
      lock(lock).release(executionId, token);
    } catch (WorkflowNotFoundException gone) {
      LOG.warn("execution {}: there is no lock {} to give back", executionId, lock);
    }
  }

  /** A lock runs for ever: asking it is quicker than asking for its start as well. */
  private AcquireReply ask(String lock, String executionId, String account) {
    AcquireReply reply;
    try {
      reply = lock(lock).acquire(executionId, account);
    } catch (WorkflowNotFoundException firstOfAll) {
      reply = askStarting(lock, executionId, account);
    }
    if (reply instanceof AcquireReply.Granted) {
      CrashPoint.LOCK_GRANTED.reached();
    }
    return reply;
  }

  private AcquireReply askStarting(String lock, String executionId, String account) {
    ExecutionLockWorkflow stub = startable(lock);
    return WorkflowClient.executeUpdateWithStart(
        stub::acquire, executionId, account, completed(), starting(stub));
  }

  private AcquireReply askForHeir(String lock, String executionId, String account) {
    ExecutionLockWorkflow stub = startable(lock);
    return WorkflowClient.executeUpdateWithStart(
        stub::inherit,
        WorkflowIds.recoveryRequest(executionId),
        executionId,
        account,
        completed(),
        starting(stub));
  }

  private static UpdateOptions<AcquireReply> completed() {
    return UpdateOptions.<AcquireReply>newBuilder()
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }

  private static WithStartWorkflowOperation<Void> starting(ExecutionLockWorkflow stub) {
    return new WithStartWorkflowOperation<>(stub::run, LockState.NEW);
  }

  private ExecutionLockWorkflow startable(String lock) {
    return client.newWorkflowStub(ExecutionLockWorkflow.class, LockStart.options(lock));
  }

  private ExecutionLockWorkflow lock(String lock) {
    return client.newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(lock));
  }
}
