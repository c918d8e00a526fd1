package dev.legwork.activity;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.lock.LockHolder;
import dev.legwork.saga.Alert;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ForceRelease;
import dev.legwork.workflow.lock.HolderStatus;
import dev.legwork.workflow.lock.LockKeeperActivities;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link LockKeeperActivities} over ledger and Temporal. */
public final class LedgerLockKeeper implements LockKeeperActivities {
  /**
   * What a new lock adds to the fence. A lock that was lost (terminated, say) may have granted
   * tokens beyond the fence, because only orders raise it; this fences their holders off as well.
   */
  static final long LOST_GRANTS = 1000;

  private static final long FIRST_SEED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerLockKeeper.class);

  private final Ledger ledger;
  private final TradeWorkflows workflows;
  private final RecoveryStarter recovery;
  private final Set<String> accounts;
  private final Clock clock;

  /**
   * @param accounts all that the global lock is for
   */
  public LedgerLockKeeper(Ledger ledger, WorkflowClient client, Set<String> accounts, Clock clock) {
    this.ledger = ledger;
    this.workflows = new TradeWorkflows(client);
    this.recovery = new RecoveryStarter(client);
    this.accounts = Set.copyOf(accounts);
    this.clock = clock;
  }

  @Override
  public long seedFence(String lock) {
    Collection<String> all = LockScope.accountsOf(lock, accounts);
    long highest = all.stream().mapToLong(ledger.fence()::current).max().orElse(0);
    if (highest == 0) {
      // A mark that a lock has been here: were it lost before its first holder opened anything, the
      // next lock must not grant the same tokens again.
      all.forEach(account -> ledger.fence().raise(account, FIRST_SEED));
      return FIRST_SEED;
    }
    long seed = highest + LOST_GRANTS;
    all.forEach(account -> ledger.fence().raise(account, seed));
    LOG.info("lock {}: starts anew, tokens up to {} open nothing any more", lock, seed);
    return seed;
  }

  @Override
  public long fenceOff(LockHolder holder, ForceRelease command) {
    long fence = ledger.fence().raise(holder.account(), holder.token() + 1);
    ledger.audit().record(command.operator(), "FORCE_RELEASE", target(holder), command.reason());
    LOG.warn(
        "execution {}: its lock (token {}) was taken away by {}; it can still close, never open",
        holder.requestId(),
        holder.token(),
        command.text());
    return fence;
  }

  /** What the audit says it was done to. */
  static String target(LockHolder holder) {
    return "lock of " + holder.account() + ", held by " + holder.requestId();
  }

  @Override
  public HolderStatus inspectHolder(LockHolder holder) {
    if (!workflows.isClosed(holder.requestId())) {
      return HolderStatus.RUNNING;
    }
    boolean settled =
        ledger.trades().details(executionId(holder)).filter(TradeDetails::isSettled).isPresent();
    return settled ? HolderStatus.ENDED : HolderStatus.VANISHED;
  }

  private static String executionId(LockHolder holder) {
    return WorkflowIds.executionOfRequest(holder.requestId());
  }

  /** A holder that vanished is not only told of: its recovery takes over. */
  @Override
  public void alertAbout(LockHolder holder, HolderStatus status) {
    Alert alert =
        status == HolderStatus.VANISHED
            ? new Alert(
                Alert.Severity.CRITICAL,
                "HOLDER_VANISHED",
                "The workflow of execution "
                    + holder.requestId()
                    + " is closed, but the trade has no stored ending or its orders may be live."
                    + " It keeps the lock of "
                    + holder.account()
                    + " (token "
                    + holder.token()
                    + ") until its recovery has withdrawn its orders, unwound what they executed"
                    + " and given the lock back.",
                List.of())
            : new Alert(
                Alert.Severity.WARNING,
                "LOCK_HELD_LONG",
                "Execution "
                    + holder.requestId()
                    + " runs and has held the lock of "
                    + holder.account()
                    + " since "
                    + holder.since()
                    + ". Nothing is taken from it by itself.",
                List.of());
    LOG.error("execution {}: {} {}", holder.requestId(), alert.code(), alert.text());
    ledger.alerts().open(holder.account(), executionId(holder), alert, clock.instant());
    if (status == HolderStatus.VANISHED) {
      recovery.start(
          executionId(holder), "the holder of the lock of " + holder.account() + " vanished");
    }
  }
}
