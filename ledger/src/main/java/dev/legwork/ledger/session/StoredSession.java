package dev.legwork.ledger.session;

import dev.legwork.session.LastPass;
import dev.legwork.session.SessionState;

/**
 * A session as the ledger has it.
 *
 * @param runId the first run of its workflow
 * @param passes over its chains until now
 * @param lastPass null until there was one
 */
public record StoredSession(String runId, SessionState state, long passes, LastPass lastPass) {
  public String name() {
    return state.plan().name();
  }
}
