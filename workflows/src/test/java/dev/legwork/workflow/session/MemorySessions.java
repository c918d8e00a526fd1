package dev.legwork.workflow.session;

import dev.legwork.json.StrictJson;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.Claims;
import dev.legwork.session.ReadPlan;
import dev.legwork.session.SessionPhase;
import dev.legwork.session.SessionPlanReader;
import dev.legwork.session.SessionState;
import dev.legwork.workflow.WorkflowIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ledger's side of sessions with the same rules, in memory; away when a test says so. */
final class MemorySessions implements SessionLedgerActivities {
  static final String ACCOUNT = "DU1000001";

  private static final RequestRules RULES = new RequestRules(Set.of(ACCOUNT), Set.of(), null);

  /** Calls that fail, by their methods' names. */
  final Set<String> away = ConcurrentHashMap.newKeySet();

  /** Calls that failed, and those for an ending. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  private final Map<String, SessionState> sessions = new LinkedHashMap<>();
  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private final Map<String, TradeState> endings = new LinkedHashMap<>();
  private final List<SessionPhase> phases = new ArrayList<>();

  @Override
  public synchronized SessionOpening begin(
      String workflowId, String runId, byte[] plan, Instant at) {
    failIfAway("begin");
    Object tree;
    try {
      tree = StrictJson.read(plan);
    } catch (StrictJson.Malformed malformed) {
      throw new IllegalArgumentException(malformed);
    }
    String name = WorkflowIds.sessionName(workflowId).orElseThrow();
    return switch (SessionPlanReader.read(tree, name, RULES, settings -> List.of())) {
      case ReadPlan.Valid valid -> {
        SessionState state = SessionState.fresh(valid.plan(), at);
        sessions.put(name, state);
        yield new SessionOpening.Accepted(state);
      }
      case ReadPlan.Invalid invalid -> new SessionOpening.Invalid(invalid.errors());
    };
  }

  @Override
  public synchronized void told(String runId, SessionState state) {
    failIfAway("told");
    sessions.put(state.plan().name(), state);
    phases.add(state.phase());
  }

  @Override
  public synchronized ClaimAnswer claim(String account, String session, String opportunity) {
    failIfAway("claim");
    ClaimAnswer answer =
        Claims.decide(account, session, opportunity, claims.get(opportunity), open());
    if (answer instanceof ClaimAnswer.Granted granted) {
      claims.put(
          opportunity,
          new Claim(account, opportunity, session, granted.execution(), Instant.EPOCH, null));
    }
    return answer;
  }

  private void failIfAway(String call) {
    if (away.contains(call)) {
      calls.add(call);
      throw new IllegalStateException("the ledger is away");
    }
  }

  private Claim open() {
    return claims.values().stream().filter(Claim::isOpen).findFirst().orElse(null);
  }

  @Override
  public synchronized Claim executing(String account, String session) {
    return open();
  }

  @Override
  public synchronized void release(String account, String session) {
    Claim open = open();
    if (open != null && open.session().equals(session)) {
      settle(open.execution(), Claim.NOT_STARTED);
    }
  }

  @Override
  public synchronized void settle(String execution, String outcome) {
    claims.replaceAll(
        (id, claim) ->
            claim.execution().equals(execution) && claim.isOpen()
                ? new Claim(
                    claim.account(),
                    claim.opportunity(),
                    claim.session(),
                    claim.execution(),
                    claim.at(),
                    outcome)
                : claim);
  }

  @Override
  public synchronized List<String> others(String account, String session) {
    return sessions.values().stream()
        .filter(state -> state.endedAt() == null)
        .map(state -> state.plan().name())
        .filter(name -> !name.equals(session))
        .toList();
  }

  @Override
  public synchronized TradeState outcome(String execution) {
    calls.add("outcome");
    return endings.get(execution);
  }

  /** As a recovery would store it. */
  synchronized void ended(String execution, TradeState how) {
    endings.put(execution, how);
  }

  synchronized boolean isClaimed(String opportunity) {
    Claim claim = claims.get(opportunity);
    return claim != null && !claim.isGivenBack();
  }

  synchronized List<Claim> claims() {
    return List.copyOf(claims.values());
  }

  synchronized SessionState session(String name) {
    return sessions.get(name);
  }

  synchronized List<SessionPhase> phases() {
    return List.copyOf(phases);
  }
}
