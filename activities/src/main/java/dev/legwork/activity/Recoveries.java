package dev.legwork.activity;

/** Where somebody who finds a trade that nobody looks after asks for its recovery. */
public interface Recoveries {

  /**
   * Sees to it that a recovery of this trade runs.
   *
   * @param why for people: who noticed what
   * @return false if one was running already
   */
  boolean start(String executionId, String why);
}
