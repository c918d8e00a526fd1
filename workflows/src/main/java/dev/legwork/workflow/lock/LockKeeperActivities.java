package dev.legwork.workflow.lock;

import dev.legwork.lock.LockHolder;
import io.temporal.activity.ActivityInterface;

/** What the lock's workflow needs of ledger and Temporal. All may be repeated without harm. */
@ActivityInterface(namePrefix = "Lock")
public interface LockKeeperActivities {

  /**
   * Fences off every earlier holder and tells where the tokens of a new lock start.
   *
   * @param lock an account, or {@code global}
   * @return the largest token that may ever have been granted
   */
  long seedFence(String lock);

  /**
   * Raises the holder's fence above its token, and writes down who wanted that and why.
   *
   * @return the fence as it stands now
   */
  long fenceOff(LockHolder holder, ForceRelease command);

  /** Whether the holder still lives, and if not, whether it left anything open. */
  HolderStatus inspectHolder(LockHolder holder);

  /** Stores an alert about the holder, once. */
  void alertAbout(LockHolder holder, HolderStatus status);
}
