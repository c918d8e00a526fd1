package dev.legwork.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.legwork.json.TradeJson;
import dev.legwork.ledger.Ledger;
import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.strategy.Opportunity;
import dev.legwork.workflow.session.SecondLook;
import dev.legwork.workflow.session.SessionDeskActivities;
import dev.legwork.workflow.session.SessionLedgerActivities;
import dev.legwork.workflow.session.SessionOpening;
import dev.legwork.workflow.session.Sighting;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Remembers sessions in the ledger, for sessions in whose chains there is nothing. */
final class SessionKeeper implements SessionLedgerActivities {
  private static final ObjectMapper JSON = TradeJson.mapper();

  private final Ledger ledger;

  SessionKeeper(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A desk with quiet markets. */
  static final class QuietDesk implements SessionDeskActivities {
    @Override
    public Sighting watch(SessionPlan plan, Set<String> without, Duration atMost) {
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }

    @Override
    public SecondLook lookAgain(SessionPlan plan, Opportunity seen) {
      throw new IllegalStateException("there is nothing to look at");
    }

    /** Nothing is watched; but the workflow stays open for a while after its session's end. */
    @Override
    public void leave(String session) {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }

  @Override
  public SessionOpening begin(String workflowId, String runId, byte[] plan, Instant at) {
    try {
      SessionState state = SessionState.fresh(JSON.readValue(plan, SessionPlan.class), at);
      ledger.sessions().begin(runId, state);
      return new SessionOpening.Accepted(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void told(String runId, SessionState state) {
    ledger.sessions().told(runId, state);
  }

  @Override
  public ClaimAnswer claim(String account, String session, String opportunity) {
    throw new IllegalStateException("there is nothing to claim");
  }

  @Override
  public Claim executing(String account, String session) {
    return null;
  }

  @Override
  public void release(String account, String session) {
    // Nothing is ever claimed.
  }

  @Override
  public void settle(String execution, String outcome) {
    throw new IllegalStateException("there is nothing to settle");
  }

  @Override
  public List<String> others(String account, String session) {
    return List.of();
  }

  @Override
  public TradeState outcome(String execution) {
    return null;
  }
}
