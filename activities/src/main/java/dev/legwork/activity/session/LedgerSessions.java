package dev.legwork.activity.session;

import dev.legwork.activity.TradeWorkflows;
import dev.legwork.json.StrictJson;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.request.FieldError;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.ReadPlan;
import dev.legwork.session.SessionPlanReader;
import dev.legwork.session.SessionState;
import dev.legwork.strategy.Strategies;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.session.SessionLedgerActivities;
import dev.legwork.workflow.session.SessionOpening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link SessionLedgerActivities} over the ledger. */
public final class LedgerSessions implements SessionLedgerActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerSessions.class);

  private final Ledger ledger;
  private final Supplier<RequestRules> rules;
  private final Strategies strategies;
  private final TradeWorkflows workflows;

  public LedgerSessions(
      Ledger ledger,
      Supplier<RequestRules> rules,
      Strategies strategies,
      TradeWorkflows workflows) {
    this.ledger = ledger;
    this.rules = rules;
    this.strategies = strategies;
    this.workflows = workflows;
  }

  @Override
  public SessionOpening begin(String workflowId, String runId, byte[] plan, Instant at) {
    Optional<String> name = WorkflowIds.sessionName(workflowId);
    if (name.isEmpty()) {
      return invalid("name", workflowId, "the workflow's id must be session/<name>");
    }
    try {
      return switch (SessionPlanReader.read(
          StrictJson.read(plan), name.get(), rules.get(), strategies::problems)) {
        case ReadPlan.Valid valid -> begun(runId, SessionState.fresh(valid.plan(), at));
        case ReadPlan.Invalid refused -> new SessionOpening.Invalid(refused.errors());
      };
    } catch (StrictJson.Malformed malformed) {
      return invalid("body", null, malformed.getMessage());
    }
  }

  private SessionOpening begun(String runId, SessionState state) {
    ledger.sessions().begin(runId, state);
    LOG.info("session {}: begins, {}", state.plan().name(), state.plan().summary());
    return new SessionOpening.Accepted(state);
  }

  @Override
  public void told(String runId, SessionState state) {
    ledger.sessions().told(runId, state);
    LOG.info("session {}: {} {}", state.plan().name(), state.phase(), state.detail());
  }

  @Override
  public ClaimAnswer claim(String account, String session, String opportunity) {
    ClaimAnswer answer = ledger.claims().claim(account, session, opportunity);
    return answer instanceof ClaimAnswer.Busy && executing(account, session) == null
        ? ledger.claims().claim(account, session, opportunity)
        : answer;
  }

  @Override
  public Claim executing(String account, String session) {
    Claim open = ledger.claims().open(account).orElse(null);
    if (open == null || !willNeverBegin(open, session)) {
      return open;
    }
    LOG.warn("session {} has not begun execution {}", open.session(), open.execution());
    ledger.claims().settle(open.execution(), Claim.NOT_STARTED);
    return null;
  }

  @Override
  public void release(String account, String session) {
    executing(account, session);
  }

  /** Its session is gone, and nobody has ever heard of its execution. Who asks has begun none. */
  private boolean willNeverBegin(Claim open, String asking) {
    return (open.session().equals(asking) || workflows.isSessionClosed(open.session()))
        && workflows.isClosed(open.execution())
        && ledger.executions().find(open.execution()).isEmpty();
  }

  @Override
  public void settle(String execution, String outcome) {
    ledger.claims().settle(execution, outcome);
  }

  @Override
  public List<String> others(String account, String session) {
    return ledger.sessions().running(account).stream()
        .filter(name -> !name.equals(session))
        .toList();
  }

  /** An execution that nobody has ever heard of, and whose workflow is closed, was refused. */
  @Override
  public TradeState outcome(String execution) {
    Optional<StoredExecution> stored = ledger.executions().find(execution);
    if (stored.isEmpty()) {
      return workflows.isClosed(execution) ? TradeState.REJECTED : null;
    }
    TradeState state = stored.get().state();
    return state.isEnding() ? state : null;
  }

  private static SessionOpening invalid(String field, String value, String message) {
    return new SessionOpening.Invalid(
        List.of(new FieldError(field, value, message, FieldError.Kind.SHAPE)));
  }
}
