package dev.legwork.workflow.session;

import dev.legwork.session.PlanChange;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Finds trades and executes them, one at a time. Workflow id {@code session/<name>}. */
@WorkflowInterface
public interface TradingSessionWorkflow {
  /** Failure type of a plan that cannot be followed; its details are the list of field errors. */
  String INVALID_PLAN = "InvalidPlan";

  /** Signal {@code (session, execution)} to the other sessions of an account. */
  String STAND_STILL = "standStill";

  /** Signal {@code (execution)} to the same, when that execution is over. */
  String GO_ON = "goOn";

  /** Signal {@code (wish)}; see {@link #pauseNow}. */
  String PAUSE_NOW = "pauseNow";

  /** Signal {@code (wish)}; see {@link #stopNow}. */
  String STOP_NOW = "stopNow";

  /** Failure type of an update that the session refuses once it has looked at its book. */
  String REFUSED = "Refused";

  /**
   * Runs the session to its end.
   *
   * <p>A cancel of the workflow itself counts as {@link #stop}.
   *
   * @param plan JSON, taken as it comes: what cannot be read must fail the session and not its
   *     workflow task, which would be tried for ever
   * @param state as the run before left it; null for the first
   */
  @WorkflowMethod
  SessionState trade(RawValue plan, SessionState state);

  /** Another session of the account executes: this one looks at nothing meanwhile. */
  @SignalMethod(name = STAND_STILL)
  void standStill(String session, String execution);

  /** That execution is over. */
  @SignalMethod(name = GO_ON)
  void goOn(String execution);

  /** Looks at nothing until it is resumed; a trade that runs goes on. Repeated, the last counts. */
  @UpdateMethod
  SessionState pause(SessionWish wish);

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause(SessionWish wish);

  /** Goes on after a pause. */
  @UpdateMethod
  SessionState resume(SessionWish wish);

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume(SessionWish wish);

  /** Ends it, a trade that runs first. */
  @UpdateMethod
  SessionState stop(SessionWish wish);

  @UpdateValidatorMethod(updateName = "stop")
  void checkStop(SessionWish wish);

  /**
   * {@link #pause} for whoever cannot wait for an answer: kept while no worker runs. One that does
   * not say who and why counts nevertheless; one to a session that is over does nothing.
   */
  @SignalMethod(name = PAUSE_NOW)
  void pauseNow(SessionWish wish);

  /** {@link #stop} by the same rules. */
  @SignalMethod(name = STOP_NOW)
  void stopNow(SessionWish wish);

  /**
   * From now on follows the next plan, which is known to be right, e.g. by the api. Refused where
   * the session follows another plan than the change was made from.
   */
  @UpdateMethod
  SessionState change(PlanChange change);

  @UpdateValidatorMethod(updateName = "change")
  void checkChange(PlanChange change);

  /** How far it is; null until its plan is read. */
  @QueryMethod
  SessionState progress();
}
