package dev.legwork.workflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Workflow ids by which everything finds everything else. */
public final class WorkflowIds {
  /** The lock of all accounts, where the lock's scope is global. */
  public static final String GLOBAL_LOCK = "global";

  private static final String EXECUTION = "execution/";
  private static final String LOCK = "lock/";
  private static final String RECOVERY = "/recovery";
  private static final String STOP = "/stop";
  private static final String RECONCILE = "reconcile/";
  private static final String SESSION = "session/";
  private static final String SCAN = "scan/";

  private WorkflowIds() {}

  /** The workflow that executes the trade with this id. */
  public static String execution(String executionId) {
    return EXECUTION + executionId;
  }

  /** The execution's id, if this is the id of a workflow that executes one. */
  public static Optional<String> executionId(String workflowId) {
    return after(EXECUTION, workflowId);
  }

  /** The workflow that settles the trade with this id once its own workflow is closed. */
  public static String recovery(String executionId) {
    return execution(recoveryRequest(executionId));
  }

  /** The workflow that guards the committed trade with this id. */
  public static String stop(String executionId) {
    return execution(stopRequest(executionId));
  }

  /** The part of a stop's workflow id that an execution has of its own. */
  public static String stopRequest(String executionId) {
    return executionId + STOP;
  }

  /** The name under which the recovery of this trade asks for the account's lock. */
  public static String recoveryRequest(String executionId) {
    return executionId + RECOVERY;
  }

  /** The execution that asks for a lock under this name, by itself or through its recovery. */
  public static String executionOfRequest(String lockRequest) {
    return isRecoveryRequest(lockRequest)
        ? lockRequest.substring(0, lockRequest.length() - RECOVERY.length())
        : lockRequest;
  }

  /** Whether a recovery asks for a lock under this name; no execution's id has a slash. */
  public static boolean isRecoveryRequest(String lockRequest) {
    return lockRequest.endsWith(RECOVERY);
  }

  /**
   * The workflow that keeps a lock.
   *
   * @param lock an account, or {@link #GLOBAL_LOCK}
   */
  public static String lock(String lock) {
    return LOCK + lock;
  }

  /** The lock's name, if this is the id of a workflow that keeps one. */
  public static Optional<String> lockName(String workflowId) {
    return after(LOCK, workflowId);
  }

  /**
   * The schedule that reconciles an account; its runs have this id, a dash and their time.
   *
   * @param account the broker's
   */
  public static String reconciliations(String account) {
    return RECONCILE + account;
  }

  /** A run of the reconciliation that no schedule starts. */
  public static String reconciliation(String account, Instant at) {
    return reconciliations(account) + "-" + at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The workflow of the trading session of this name. */
  public static String session(String name) {
    return SESSION + name;
  }

  /** The session's name, if this is the id of a workflow that trades one. */
  public static Optional<String> sessionName(String workflowId) {
    return after(SESSION, workflowId);
  }

  /** The workflow of one pass over chains, of this id. */
  public static String scan(String id) {
    return SCAN + id;
  }

  private static Optional<String> after(String prefix, String workflowId) {
    return workflowId.startsWith(prefix) && workflowId.length() > prefix.length()
        ? Optional.of(workflowId.substring(prefix.length()))
        : Optional.empty();
  }
}
