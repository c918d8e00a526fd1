package dev.legwork.workflow.execution;

import dev.legwork.lock.AcquireReply;
import io.temporal.activity.ActivityInterface;

/** The trade's calls to its lock. All may be repeated without harm. */
@ActivityInterface
public interface LockActivities {

  /** Asks for the lock, starting its workflow where nobody has; answers at once. */
  AcquireReply acquire(String lock, String executionId, String account);

  /** The same for the recovery of an execution, which takes over what that execution holds. */
  AcquireReply inherit(String lock, String executionId, String account);

  /** Gives up for good, queued or just granted. */
  void withdraw(String lock, String executionId);

  void release(String lock, String executionId, long token);
}
