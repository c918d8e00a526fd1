package dev.legwork.workflow;

import java.util.Optional;

/** Workflow ids by which everything finds everything else. */
public final class WorkflowIds {
  /** The lock of all accounts, where the lock's scope is global. */
  public static final String GLOBAL_LOCK = "global";

  private static final String EXECUTION = "execution/";
  private static final String LOCK = "lock/";

  private WorkflowIds() {}

  /** The workflow that executes the trade with this id. */
  public static String execution(String executionId) {
    return EXECUTION + executionId;
  }

  /** The execution's id, if this is the id of a workflow that executes one. */
  public static Optional<String> executionId(String workflowId) {
    return after(EXECUTION, workflowId);
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

  private static Optional<String> after(String prefix, String workflowId) {
    return workflowId.startsWith(prefix) && workflowId.length() > prefix.length()
        ? Optional.of(workflowId.substring(prefix.length()))
        : Optional.empty();
  }
}
