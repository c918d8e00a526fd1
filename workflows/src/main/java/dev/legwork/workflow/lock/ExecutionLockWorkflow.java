package dev.legwork.workflow.lock;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockState;
import dev.legwork.lock.LockView;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Keeps one lock, without end. Workflow id {@code lock/<account>}, or {@code lock/global}. Started
 * by whoever asks first, together with {@link #acquire} (update-with-start, use existing).
 */
@WorkflowInterface
public interface ExecutionLockWorkflow {
  /** Signal {@code (requestId, token)} to the execution that was queued and now holds the lock. */
  String GRANTED_SIGNAL = "lockGranted";

  /**
   * @param state as the run before left it; {@link LockState#NEW} for the first
   */
  @WorkflowMethod
  void run(LockState state);

  /**
   * Asks for the lock and is answered at once. Idempotent by the request's id, for as long as the
   * lock lives. Who is queued gets the {@link #GRANTED_SIGNAL} later.
   */
  @UpdateMethod
  AcquireReply acquire(String requestId, String account);

  /**
   * The recovery of an execution asks for the lock: it takes over what that execution holds, or
   * waits ahead of those who want to open. Answered at once, and as idempotent.
   *
   * @param requestId the recovery's own
   * @param from the execution's request
   */
  @UpdateMethod
  AcquireReply inherit(String requestId, String from, String account);

  /** Gives the lock back; does nothing unless id and token are the holder's. */
  @SignalMethod
  void release(String requestId, long token);

  /** The requester gives up for good, queued or just granted, and has opened nothing. */
  @SignalMethod
  void cancelRequest(String requestId);

  /**
   * Takes the lock from the holder that is meant, whose token is fenced off in the ledger first: it
   * can open nothing any more, and close everything. Any other holder keeps it.
   *
   * @return the lock as it is then, which tells whether somebody else holds it
   */
  @UpdateMethod
  LockView forceRelease(ForceRelease command);

  @UpdateValidatorMethod(updateName = "forceRelease")
  void checkForceRelease(ForceRelease command);

  @QueryMethod
  LockView state();
}
