package dev.legwork.api.session;

import dev.legwork.ledger.session.StoredSession;
import dev.legwork.session.LastPass;
import dev.legwork.session.SessionCounts;
import dev.legwork.session.SessionPhase;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionTrade;
import dev.legwork.session.StandingStill;
import java.time.Instant;
import java.util.List;

/**
 * A trading session as it is answered.
 *
 * @param phase what it does
 * @param detail why, for people; empty where there is nothing to say
 * @param endedAt null while it runs
 * @param standsStillFor another session of the account that executes, or null
 * @param current the trade that runs, or null
 * @param trades the latest, oldest first
 * @param passes over its chains until now
 * @param lastPass what the last one brought; null before there was one
 */
record SessionView(
    String name,
    String account,
    SessionPhase phase,
    String detail,
    Instant startedAt,
    Instant endedAt,
    SessionPlan plan,
    SessionCounts counts,
    StandingStill standsStillFor,
    SessionTrade current,
    List<SessionTrade> trades,
    long passes,
    LastPass lastPass) {

  /** Sessions, the newest first. */
  record All(List<SessionView> sessions) {}

  static SessionView of(StoredSession stored) {
    return of(stored.state(), stored.passes(), stored.lastPass());
  }

  static SessionView of(SessionState state, long passes, LastPass last) {
    return new SessionView(
        state.plan().name(),
        state.plan().account(),
        state.phase(),
        state.detail(),
        state.startedAt(),
        state.endedAt(),
        state.plan(),
        state.counts(),
        state.standsStillFor(),
        state.current(),
        state.trades(),
        passes,
        last);
  }
}
