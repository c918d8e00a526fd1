package dev.legwork.activity;

/** Where somebody sees to it that a committed trade is guarded. */
public interface Stops {

  /** Sees to it that the stop of this trade runs. */
  void start(String executionId);
}
