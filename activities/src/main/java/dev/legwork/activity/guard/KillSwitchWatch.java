package dev.legwork.activity.guard;

import dev.legwork.desk.FailStop;
import dev.legwork.desk.OrderDesk;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.StandDown;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ExecutionWorkflow;
import dev.legwork.workflow.execution.RecoveryWorkflow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for an account's kill switch in the ledger, every second while this process runs its desk,
 * and brings it to whom it concerns ({@link StandDown}): a thread of its own, for Temporal may be
 * away. The switch works without it, nothing opens; this withdraws what is in the market.
 */
public final class KillSwitchWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KillSwitchWatch.class);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int MOST = 500;

  private final String account;
  private final Ledger ledger;
  private final WorkflowClient client;
  private final OrderDesk desk;
  private final StandDown standDown = new StandDown();
  private final Thread thread;
  private volatile boolean on;
  private volatile boolean closed;

  public KillSwitchWatch(
      String account, Ledger ledger, WorkflowClient client, OrderDesk desk, MeterRegistry metrics) {
    this.account = account;
    this.ledger = ledger;
    this.client = client;
    this.desk = desk;
    this.thread =
        Thread.ofPlatform()
            .name("kill-switch-" + account)
            .daemon()
            .uncaughtExceptionHandler(FailStop.onEndOfThread())
            .unstarted(this::run);
    Gauge.builder("legwork.kill.switch", this, self -> self.on ? 1 : 0)
        .description("1 while the account's kill switch is on, as this worker last read it")
        .tag("account", account)
        .register(metrics);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (desk.isHere()) {
          look();
        }
        Thread.sleep(STEP);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "account {}: its kill switch cannot be brought to its trades now, next try in {} s: {}",
            account,
            STEP.toSeconds(),
            e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** One look; throws where the ledger or Temporal is away, and nothing is forgotten. */
  void look() {
    Optional<AccountSwitch> stands =
        ledger.switches().of(account).stream()
            .filter(one -> one.kind() == AccountSwitch.Kind.KILL_SWITCH)
            .findFirst();
    on = stands.isPresent();
    if (stands.isEmpty()) {
      standDown.allClear();
      return;
    }
    String reason = StandDown.cancelReason(stands.get());
    List<String> unfinished = ledger.executions().unfinished(account, Duration.ZERO, MOST);
    List<String> untold = standDown.toTell(unfinished, reason, System.nanoTime());
    // The orders first: they do not need Temporal.
    cancelPastTrades(stands.get());
    untold.forEach(id -> tell(id, stands.get(), reason));
  }

  private void tell(String executionId, AccountSwitch killSwitch, String reason) {
    try {
      client
          .newWorkflowStub(ExecutionWorkflow.class, WorkflowIds.execution(executionId))
          .cancel(reason);
      LOG.warn("execution {}: told of the kill switch of {}; it ends", executionId, account);
    } catch (WorkflowNotFoundException closedBefore) {
      LOG.debug("execution {}: closed; its recovery opens nothing", executionId);
      if (killSwitch.flattens() && !tellRecovery(executionId, reason)) {
        return;
      }
    }
    standDown.told(executionId, reason);
  }

  /** What waits in it for a market and keeps something ends by it. */
  private boolean tellRecovery(String executionId, String reason) {
    try {
      client
          .newWorkflowStub(RecoveryWorkflow.class, WorkflowIds.recovery(executionId))
          .cancel(reason);
      return true;
    } catch (WorkflowNotFoundException notYet) {
      LOG.debug("execution {}: no recovery of it runs; told again", executionId);
      return false;
    }
  }

  private void cancelPastTrades(AccountSwitch killSwitch) {
    List<OrderRef> open =
        ledger.riskIntents().open(account).stream().map(StoredIntent::ref).toList();
    List<OrderRef> due = standDown.toCancel(open, System.nanoTime());
    if (!due.isEmpty()) {
      LOG.warn(
          "account {}: {} work on although the kill switch is on; cancelled past their trades",
          account,
          due);
      desk.cancel(due, StandDown.cancelReason(killSwitch))
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.warn(
                      "account {}: not cancelled, tried again: {}", account, failure.toString());
                }
              });
    }
  }
}
