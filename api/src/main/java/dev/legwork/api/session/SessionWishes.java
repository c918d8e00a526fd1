package dev.legwork.api.session;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.session.StoredSession;
import dev.legwork.session.PlanChange;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import dev.legwork.workflow.session.TradingSessionWorkflow;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What people want of sessions. A pause and a stop need Temporal alone: they are kept for a session
 * that no worker runs now, and asked without the ledger.
 */
@Component
class SessionWishes {
  private static final Logger LOG = LoggerFactory.getLogger(SessionWishes.class);

  private final SessionRuns runs;
  private final LedgerAccess ledger;
  private final Plans plans;

  SessionWishes(SessionRuns runs, LedgerAccess ledger, Plans plans) {
    this.runs = runs;
    this.ledger = ledger;
    this.plans = plans;
  }

  /**
   * @return the session as it is then; empty if it knows, and no worker tells more now
   * @throws ProblemException 404, 409 where it is over, 503
   */
  Optional<SessionView> pause(String name, SessionWish wish) {
    return told(name, TradingSessionWorkflow.PAUSE_NOW, "SESSION_PAUSE", wish)
        .map(
            state -> {
              // It had ended, and its workflow was not closed yet.
              if (state.phase().isOver()) {
                throw over(name);
              }
              return view(state);
            });
  }

  /** By the same rules as {@link #pause}. */
  Optional<SessionView> stop(String name, SessionWish wish) {
    return told(name, TradingSessionWorkflow.STOP_NOW, "SESSION_STOP", wish).map(this::view);
  }

  /**
   * @throws ProblemException 404, 409 where it is not paused or over, 503
   */
  SessionView resume(String name, SessionWish wish) {
    return answered(name, "SESSION_RESUME", wish, () -> runs.session(name).resume(wish));
  }

  /**
   * Changes fields of the plan that the session follows now.
   *
   * @throws ProblemException 400, 404, 409 where it is over or its plan has changed meanwhile, 503
   */
  SessionView change(String name, Object changes, SessionWish wish) {
    return answered(
        name,
        "SESSION_CHANGE",
        wish,
        () -> {
          SessionPlan base = planOf(name);
          PlanChange change = new PlanChange(base, plans.changed(base, changes));
          return runs.session(name).change(change);
        });
  }

  /** By the session's own account: what the ledger has may be older than an earlier change. */
  private SessionPlan planOf(String name) {
    SessionState now;
    try {
      now = runs.progress(name);
    } catch (WorkflowQueryException e) {
      LOG.warn("session {}: it does not tell its plan: {}", name, e.toString());
      throw ProblemException.unavailable("session " + name + " does not tell its plan; repeat it");
    }
    if (now == null) {
      throw ProblemException.unavailable("session " + name + " has not begun yet; repeat it");
    }
    return now.plan();
  }

  private Optional<SessionState> told(String name, String signal, String action, SessionWish wish) {
    try {
      runs.tell(name, signal, wish);
    } catch (WorkflowNotFoundException gone) {
      throw gone(name);
    } catch (WorkflowServiceException away) {
      LOG.warn("session {}: {} by {} was not heard: {}", name, action, wish, away.toString());
      throw ProblemException.unavailable(
          "Temporal does not answer; repeat it, or switch the account off (kill-switch)");
    }
    note(name, action, wish);
    return runs.progressSoon(name);
  }

  private SessionView answered(
      String name, String action, SessionWish wish, Supplier<SessionState> what) {
    SessionState after;
    try {
      after = what.get();
    } catch (WorkflowNotFoundException gone) {
      throw gone(name);
    } catch (WorkflowUpdateException refused) {
      throw ProblemException.conflict("session " + name + ": " + why(refused));
    }
    note(name, action, wish);
    return view(after);
  }

  /** The session has been told: where the ledger is away, the log is what remains. */
  private void note(String name, String action, SessionWish wish) {
    LOG.info("session {}: {} by {}", name, action, wish);
    try {
      ledger.get().audit().record(wish.operator(), action, "session " + name, wish.reason());
    } catch (RuntimeException e) {
      LOG.error("session {}: {} by {} could not be audited: {}", name, action, wish, e.toString());
    }
  }

  private ProblemException gone(String name) {
    return runs.find(name).isPresent() || stored(name).isPresent()
        ? over(name)
        : ProblemException.notFound("there is no session " + name);
  }

  private static ProblemException over(String name) {
    return ProblemException.conflict("session " + name + " is over");
  }

  private SessionView view(SessionState state) {
    return stored(state.plan().name())
        .map(stored -> SessionView.of(state, stored.passes(), stored.lastPass()))
        .orElseGet(() -> SessionView.of(state, 0, null));
  }

  private Optional<StoredSession> stored(String name) {
    try {
      return ledger.get().sessions().find(name);
    } catch (RuntimeException e) {
      LOG.warn("session {}: cannot be read now: {}", name, e.toString());
      return Optional.empty();
    }
  }

  private static String why(WorkflowUpdateException refused) {
    return Optional.ofNullable(refused.getCause())
        .map(
            cause ->
                cause instanceof ApplicationFailure application
                    ? application.getOriginalMessage()
                    : cause.getMessage())
        .orElse(refused.getMessage());
  }
}
