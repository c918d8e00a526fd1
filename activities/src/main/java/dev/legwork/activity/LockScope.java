package dev.legwork.activity;

import dev.legwork.workflow.WorkflowIds;
import java.util.Collection;
import java.util.List;

/** What one lock is for. All workers of a house must agree. */
public enum LockScope {
  /** One execution at a time for each account. */
  ACCOUNT,
  /** One execution at a time over all accounts. */
  GLOBAL;

  /** The lock that a trade on this account has to hold. */
  public String lockOf(String account) {
    return this == GLOBAL ? WorkflowIds.GLOBAL_LOCK : account;
  }

  /** The accounts whose orders this lock is for. */
  static Collection<String> accountsOf(String lock, Collection<String> all) {
    return lock.equals(WorkflowIds.GLOBAL_LOCK) ? all : List.of(lock);
  }
}
