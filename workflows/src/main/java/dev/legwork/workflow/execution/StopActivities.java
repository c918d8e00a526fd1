package dev.legwork.workflow.execution;

import dev.legwork.stop.StopStatus;
import io.temporal.activity.ActivityInterface;

/** The ledger's side of a protective stop. All may be repeated without harm. */
@ActivityInterface(namePrefix = "Stop")
public interface StopActivities {

  /** Reads the trade and how its stop stands. */
  StopCase open(String executionId);

  /** Stores how the stop stands. */
  void told(String executionId, StopStatus status);
}
