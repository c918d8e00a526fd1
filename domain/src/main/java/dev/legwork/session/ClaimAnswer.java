package dev.legwork.session;

/** What a session is told when it wants to execute an opportunity. */
public sealed interface ClaimAnswer {

  /**
   * It may, and must now or give it back; told again, the answer is the same.
   *
   * @param execution the id that its execution has
   */
  record Granted(String execution) implements ClaimAnswer {}

  /**
   * It was claimed before, on this trading date.
   *
   * @param session by whom
   */
  record Taken(String session, String execution) implements ClaimAnswer {}

  /**
   * Another session of the account executes: this one stands still until that is over.
   *
   * @param session which
   * @param execution what
   */
  record Busy(String session, String execution) implements ClaimAnswer {}
}
