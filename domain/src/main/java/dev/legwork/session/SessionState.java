package dev.legwork.session;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a session remembers: carried from run to run, and told to the ledger.
 *
 * @param startedAt of the session, by Temporal's clock as all times here
 * @param endedAt null while it runs
 * @param detail why it does what it does, for people; empty where there is nothing to say
 * @param paused who has paused it and why, or null
 * @param stopped who wants it to end and why, or null
 * @param standsStillFor another session that executes, or null
 * @param current the trade that runs, or null
 * @param trades the latest, oldest first
 * @param resting opportunities that are not looked at until then
 * @param restsUntil after a failure it looks at nothing until then; null: no rest
 * @param failures trades in a row that did not commit
 */
public record SessionState(
    SessionPlan plan,
    SessionPhase phase,
    Instant startedAt,
    Instant endedAt,
    String detail,
    SessionWish paused,
    SessionWish stopped,
    StandingStill standsStillFor,
    SessionTrade current,
    SessionCounts counts,
    List<SessionTrade> trades,
    Map<String, Instant> resting,
    Instant restsUntil,
    int failures) {

  public SessionState {
    trades = List.copyOf(trades);
    resting = Collections.unmodifiableMap(new TreeMap<>(resting));
    detail = detail == null ? "" : detail;
  }

  /** A session that begins. */
  public static SessionState fresh(SessionPlan plan, Instant at) {
    return new SessionState(
        plan,
        SessionPhase.SCANNING,
        at,
        null,
        "",
        null,
        null,
        null,
        null,
        SessionCounts.NONE,
        List.of(),
        Map.of(),
        null,
        0);
  }
}
