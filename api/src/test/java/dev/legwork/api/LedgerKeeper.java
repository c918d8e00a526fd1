package dev.legwork.api;

import dev.legwork.ledger.Ledger;
import dev.legwork.lock.LockHolder;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ForceRelease;
import dev.legwork.workflow.lock.HolderStatus;
import dev.legwork.workflow.lock.LockKeeperActivities;

/** Keeps the lock's fence in its audit only: enough for a lock that nobody trades under. */
final class LedgerKeeper implements LockKeeperActivities {
  private final Ledger ledger;

  LedgerKeeper(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public long seedFence(String lock) {
    if (!lock.equals(WorkflowIds.GLOBAL_LOCK)) {
      ledger.fence().raise(lock, 41);
    }
    return 41;
  }

  @Override
  public long fenceOff(LockHolder holder, ForceRelease command) {
    ledger
        .audit()
        .record(command.operator(), "FORCE_RELEASE", "lock/" + holder.account(), command.reason());
    return holder.token() + 1;
  }

  @Override
  public HolderStatus inspectHolder(LockHolder holder) {
    return HolderStatus.RUNNING;
  }

  @Override
  public void alertAbout(LockHolder holder, HolderStatus status) {
    throw new IllegalStateException("no test holds a lock for so long");
  }
}
