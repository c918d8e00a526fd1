package dev.legwork.workflow.execution;

import dev.legwork.saga.Ending;
import io.temporal.activity.ActivityInterface;

/** The ledger's side of a recovery. All may be repeated without harm. */
@ActivityInterface(namePrefix = "Recovery")
public interface RecoveryActivities {

  /**
   * Reads the trade, and looks whether somebody looks after it.
   *
   * @param why for people: who noticed what
   */
  RecoveryCase open(String executionId, String why);

  /**
   * Tells a person that the trade has ended and its own workflow does not close, so that nothing
   * that came after the end is settled.
   */
  void waitsForClosing(String executionId, String why);

  /**
   * Stores what became of the trade: its ending, or one in place of the ending it had; closes the
   * alerts that are settled by it. Where more came in the meantime, that is alerted.
   */
  void settle(String executionId, Ending ending);
}
