package dev.legwork.api.session;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.session.SessionRuns.StartedSession;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.session.StoredSession;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.workflow.session.SessionStart;
import dev.legwork.workflow.session.TradingSessionWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts sessions, each key once: repeating a start finds the session, be it over, and another plan
 * under its key is refused.
 */
@Component
class SessionStarts {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStarts.class);

  /**
   * How long the workflow of a session that is over may take to close, and how often it is asked.
   */
  private static final Duration ENDING = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofMillis(50);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final WorkflowClient client;
  private final SessionRuns runs;
  private final LedgerAccess ledger;
  private final Plans plans;
  private final Clock clock;

  SessionStarts(
      WorkflowClient client, SessionRuns runs, LedgerAccess ledger, Plans plans, Clock clock) {
    this.client = client;
    this.runs = runs;
    this.ledger = ledger;
    this.plans = plans;
    this.clock = clock;
  }

  /**
   * @param isNew whether this very call started it
   */
  record Begun(boolean isNew, SessionView view) {}

  /**
   * @param key the Idempotency-Key header, or null
   * @throws ProblemException for every answer but 200 and 202
   */
  Begun start(Object tree, String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw ProblemException.invalid(
          "Idempotency-Key", key, "must be 1 to 64 letters, digits, dots, underscores and hyphens");
    }
    SessionPlan plan = plans.read(tree, key);
    return earlier(plan, key)
        .map(view -> new Begun(false, view))
        .orElseGet(() -> start(plan, key, clock.instant().plus(ENDING)));
  }

  private Begun start(SessionPlan plan, String key, Instant until) {
    try {
      client
          .newUntypedWorkflowStub(
              TradingSessionWorkflow.class.getSimpleName(), SessionStart.options(plan, key))
          .start(plan);
    } catch (WorkflowExecutionAlreadyStarted running) {
      return earlier(plan, key)
          .map(view -> new Begun(false, view))
          .or(() -> afterItsEnd(plan, key, until))
          .orElseGet(() -> new Begun(false, samePlan(plan)));
    } catch (WorkflowServiceException e) {
      LOG.error("session {}: the start failed; the caller is told so", plan.name(), e);
      throw unheard(plan.name(), key);
    }
    LOG.info("session {}: started for account {}", plan.name(), plan.account());
    return new Begun(true, begun(plan, clock.instant()));
  }

  /** The session that this key has started already. */
  private Optional<SessionView> earlier(SessionPlan plan, String key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<StartedSession> started;
    try {
      started = runs.find(plan.name());
    } catch (ProblemException away) {
      throw unheard(plan.name(), key);
    }
    return started
        .filter(session -> session.key().filter(key::equals).isPresent())
        .map(session -> repeated(plan, key, session));
  }

  private SessionView repeated(SessionPlan plan, String key, StartedSession started) {
    if (!runs.plan(started).equals(plan)) {
      throw ProblemException.conflict(
          "Idempotency-Key "
              + key
              + " has started session "
              + plan.name()
              + " by another plan; a new session needs a new key");
    }
    try {
      // One of the same name may have been there before, and the ledger is told later.
      return stored(plan.name())
          .filter(session -> !session.state().startedAt().isBefore(started.startedAt()))
          .map(SessionView::of)
          .orElseGet(() -> begun(plan, started.startedAt()));
    } catch (RuntimeException e) {
      LOG.warn("session {}: started, and cannot be read now: {}", plan.name(), e.toString());
      return begun(plan, started.startedAt());
    }
  }

  /** A session says that it has ended a moment before its workflow is closed. */
  private Optional<Begun> afterItsEnd(SessionPlan plan, String key, Instant until) {
    if (stored(plan.name()).filter(session -> session.state().phase().isOver()).isEmpty()) {
      return Optional.empty();
    }
    if (clock.instant().isAfter(until)) {
      throw ProblemException.conflict(
          "the earlier session "
              + plan.name()
              + " has ended and is not closed yet; repeat it soon");
    }
    LockSupport.parkNanos(AGAIN.toNanos());
    return Optional.of(start(plan, key, until));
  }

  private SessionView samePlan(SessionPlan plan) {
    return stored(plan.name())
        .filter(stored -> stored.state().plan().equals(plan))
        .map(SessionView::of)
        .orElseThrow(
            () ->
                ProblemException.conflict(
                    "session " + plan.name() + " runs by another plan; change or stop it first"));
  }

  private Optional<StoredSession> stored(String name) {
    return ledger.get().sessions().find(name);
  }

  private static SessionView begun(SessionPlan plan, Instant at) {
    return SessionView.of(SessionState.fresh(plan, at), 0, null);
  }

  private static ProblemException unheard(String name, String key) {
    String then =
        key == null
            ? "; ask for it by its name before you repeat it"
            : "; repeating it with Idempotency-Key " + key + " is safe";
    return ProblemException.unknown(
        name, "Temporal does not answer: session " + name + " may have started" + then);
  }
}
