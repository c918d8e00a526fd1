package dev.legwork.session;

/**
 * A new plan for a session, which counts only while the session still follows the plan that the new
 * one was made from: whoever made it has seen no other.
 *
 * @param base the plan that was read
 * @param next the whole new one, of the same name and account
 */
public record PlanChange(SessionPlan base, SessionPlan next) {

  /** Whether it has both. */
  public boolean isComplete() {
    return base != null && next != null;
  }
}
