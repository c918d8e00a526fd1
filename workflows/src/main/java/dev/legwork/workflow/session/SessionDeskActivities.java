package dev.legwork.workflow.session;

import dev.legwork.session.SessionPlan;
import dev.legwork.strategy.Opportunity;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.Set;

/** What a session needs of the desk of its account. Nothing of it trades; all may be repeated. */
@ActivityInterface(namePrefix = "SessionDesk")
public interface SessionDeskActivities {
  /** Failure type of a plan whose strategies cannot be made. */
  String INVALID_PLAN = TradingSessionWorkflow.INVALID_PLAN;

  /**
   * Passes over the plan's chains with all its strategies until something is found that may be
   * executed. Tells that it is alive; a session that wants to know no more lets it go by that.
   *
   * @param without opportunities that are passed over, beside those that are claimed
   * @param atMost it answers that there is nothing after so long
   */
  Sighting watch(SessionPlan plan, Set<String> without, Duration atMost);

  /** Looks at an opportunity again. */
  SecondLook lookAgain(SessionPlan plan, Opportunity seen);

  /** The session looks at nothing any more. */
  void leave(String session);
}
