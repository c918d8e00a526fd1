package dev.legwork.api.execution;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.execution.StartedWorkflows.StartedWorkflow;
import dev.legwork.api.execution.TradeStarter.Start;
import dev.legwork.api.web.ProblemException;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.Guards;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ReadRequest;
import dev.legwork.saga.Reason;
import dev.legwork.workflow.WorkflowIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes requests in, each id once: repeating a request finds the first one, another request under
 * its id is refused, and where nobody can tell whether a start went through the caller is told so.
 */
@Component
class Submissions {
  private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
  private static final String UNKNOWN = "UNKNOWN";

  private final Rules rules;
  private final Executions executions;
  private final TradeStarter starter;
  private final StartedWorkflows workflows;
  private final LedgerAccess ledger;
  private final WorkflowClient client;
  private final Clock clock;
  private final MeterRegistry meters;

  Submissions(
      Rules rules,
      Executions executions,
      TradeStarter starter,
      StartedWorkflows workflows,
      LedgerAccess ledger,
      WorkflowClient client,
      Clock clock,
      MeterRegistry meters) {
    this.rules = rules;
    this.executions = executions;
    this.starter = starter;
    this.workflows = workflows;
    this.ledger = ledger;
    this.client = client;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * @param isNew whether this very request started the trade
   */
  record Submitted(String id, boolean isNew, Object view) {}

  /**
   * @param key the Idempotency-Key header, or null
   * @throws ProblemException for every answer but 200 and 202
   */
  Submitted submit(Object tree, String key) {
    boolean isFresh = key == null && !hasId(tree);
    ReadRequest read = rules.read(tree, isFresh ? newId() : key);
    try {
      Submitted submitted =
          switch (read) {
            case ReadRequest.Valid valid -> submit(valid, isFresh);
            case ReadRequest.Invalid invalid -> repeated(tree, key, invalid);
          };
      count(submitted.isNew() ? "started" : "repeated");
      return submitted;
    } catch (ProblemException e) {
      count(e.problem().status() == 503 ? "unavailable" : "refused");
      throw e;
    }
  }

  /**
   * Waits for the end of a trade, at most so long, and reads it again. What was submitted stays the
   * answer while nobody can tell more: whoever asked must get the id.
   */
  Object awaitEnd(Submitted submitted, Duration longest) {
    String id = submitted.id();
    awaitEnd(id, longest);
    try {
      return executions.view(id);
    } catch (RuntimeException e) {
      LOG.warn("execution {}: started, and cannot be read now: {}", id, e.toString());
      return submitted.view();
    }
  }

  private void awaitEnd(String id, Duration longest) {
    try {
      client
          .newUntypedWorkflowStub(WorkflowIds.execution(id))
          .getResult(longest.toMillis(), TimeUnit.MILLISECONDS, Object.class);
    } catch (TimeoutException | WorkflowException e) {
      LOG.debug("execution {}: no result while waiting; the ledger tells", id, e);
    }
  }

  /**
   * @param isFresh whether the id was made for this very call: nobody can have used it before
   */
  private Submitted submit(ReadRequest.Valid valid, boolean isFresh) {
    String id = valid.request().id();
    Optional<StoredExecution> stored;
    try {
      stored = executions.stored(id);
    } catch (RuntimeException e) {
      throw notStarted(id, isFresh, "the ledger does not answer");
    }
    if (stored.isPresent()) {
      return sure(id, () -> existing(id, stored.get(), valid.hash()));
    }
    refuseIfStopped(valid.request(), isFresh);
    return switch (starter.start(valid.request(), valid.text())) {
      case Start.Started ignored ->
          new Submitted(id, true, executions.received(valid.request(), clock.instant()));
      case Start.Taken ignored -> sure(id, () -> taken(id, valid.hash()));
      case Start.NotStarted failed -> throw notStarted(id, isFresh, failed.why());
      case Start.Unknown failed -> throw ProblemException.notStarted(id, UNKNOWN, failed.why());
    };
  }

  /**
   * Where it is known already that the desk would refuse. A repeat goes on: its trade may have been
   * started before the account was stopped. The desk decides, by what stands when it stores orders.
   */
  private void refuseIfStopped(ExecutionRequest request, boolean isFresh) {
    Optional<Reason> refusal;
    try {
      List<AccountSwitch> standing = ledger.get().switches().of(request.account());
      refusal =
          Guards.barred(standing).or(() -> Guards.paused(standing, Guards.underlyingOf(request)));
    } catch (RuntimeException e) {
      throw notStarted(request.id(), isFresh, "the ledger does not answer");
    }
    if (refusal.isPresent() && (isFresh || isUnknownToTemporal(request.id()))) {
      throw ProblemException.refused(request.id(), refusal.get());
    }
  }

  /** This call has started nothing; whether an earlier one has, only Temporal can tell. */
  private ProblemException notStarted(String id, boolean isFresh, String why) {
    boolean isNowhere = isFresh || isUnknownToTemporal(id);
    return ProblemException.notStarted(id, isNowhere ? "NOT_STARTED" : UNKNOWN, why);
  }

  private boolean isUnknownToTemporal(String id) {
    try {
      return workflows.find(id).isEmpty();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** A start that was there before and cannot be told about now may be repeated, never renamed. */
  private static Submitted sure(String id, Supplier<Submitted> told) {
    try {
      return told.get();
    } catch (ProblemException e) {
      throw e.problem().status() == 503 ? startedBefore(id) : e;
    } catch (RuntimeException e) {
      LOG.warn("execution {}: cannot tell its caller about it: {}", id, e.toString());
      throw startedBefore(id);
    }
  }

  private static ProblemException startedBefore(String id) {
    return ProblemException.notStarted(
        id, UNKNOWN, "an earlier request may have started it and cannot be read now");
  }

  private Submitted taken(String id, String hash) {
    Optional<StoredExecution> stored = executions.stored(id);
    if (stored.isPresent()) {
      return existing(id, stored.get(), hash);
    }
    StartedWorkflow started = workflows.find(id).orElseThrow(() -> startedBefore(id));
    String first = rules.reread(started.input(), id).map(Submissions::hashOf).orElse(null);
    if (!hash.equals(first)) {
      throw conflict(id);
    }
    return new Submitted(id, false, executions.view(id));
  }

  private Submitted existing(String id, StoredExecution stored, String hash) {
    if (!stored.requestHash().equals(hash)) {
      throw conflict(id);
    }
    return new Submitted(id, false, executions.view(id));
  }

  /** A request that was admitted once is not refused because, say, its option expired since. */
  private Submitted repeated(Object tree, String key, ReadRequest.Invalid invalid) {
    String id = key != null ? key : idOf(tree);
    if (invalid.hash() == null || id == null) {
      throw ProblemException.invalid(invalid);
    }
    return sure(id, () -> admittedBefore(id, invalid));
  }

  private Submitted admittedBefore(String id, ReadRequest.Invalid invalid) {
    return executions
        .stored(id)
        .filter(known -> known.requestHash().equals(invalid.hash()))
        .map(known -> new Submitted(id, false, executions.view(id)))
        .orElseThrow(() -> ProblemException.invalid(invalid));
  }

  private static ProblemException conflict(String id) {
    return ProblemException.conflict(
        "execution " + id + " exists with another request; a new trade needs a new id");
  }

  private static String hashOf(ReadRequest read) {
    return switch (read) {
      case ReadRequest.Valid valid -> valid.hash();
      case ReadRequest.Invalid invalid -> invalid.hash();
    };
  }

  private static boolean hasId(Object tree) {
    return tree instanceof Map<?, ?> body && body.get("id") != null;
  }

  private static String idOf(Object tree) {
    return tree instanceof Map<?, ?> body && body.get("id") instanceof String id ? id : null;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private void count(String result) {
    meters.counter("legwork.api.submissions", "result", result).increment();
  }
}
