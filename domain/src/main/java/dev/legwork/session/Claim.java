package dev.legwork.session;

import java.time.Instant;

/**
 * That an opportunity is a session's to execute, for good unless its execution is never begun: it
 * is executed at most once by its account, whatever becomes of it.
 *
 * @param account that trades
 * @param opportunity its id, the same whoever sees it
 * @param session the name of who has it
 * @param execution the id of its execution
 * @param at when it was claimed
 * @param outcome how its execution ended; null while it has not
 */
public record Claim(
    String account,
    String opportunity,
    String session,
    String execution,
    Instant at,
    String outcome) {

  /** Outcome of a claim whose execution was not begun and never will be by it. */
  public static final String NOT_STARTED = "NOT_STARTED";

  /** Whether its execution may still begin or run. */
  public boolean isOpen() {
    return outcome == null;
  }

  /** Whether it stands in nobody's way: the opportunity was given back as it was found. */
  public boolean isGivenBack() {
    return NOT_STARTED.equals(outcome);
  }
}
