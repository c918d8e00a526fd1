package dev.legwork.api.execution;

import dev.legwork.api.execution.StartedWorkflows.StartedWorkflow;
import dev.legwork.api.execution.TradeStarter.Start;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.request.ReadRequest;
import dev.legwork.workflow.WorkflowIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Takes requests in, each id once: repeating a request finds the first one, another request under
 * its id is refused, and where nobody can tell whether a start went through the caller is told so.
 */
@Component
class Submissions {
  private final Rules rules;
  private final Executions executions;
  private final TradeStarter starter;
  private final StartedWorkflows workflows;
  private final WorkflowClient client;
  private final Clock clock;
  private final MeterRegistry meters;

  Submissions(
      Rules rules,
      Executions executions,
      TradeStarter starter,
      StartedWorkflows workflows,
      WorkflowClient client,
      Clock clock,
      MeterRegistry meters) {
    this.rules = rules;
    this.executions = executions;
    this.starter = starter;
    this.workflows = workflows;
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
    ReadRequest read = rules.read(tree, key == null && !hasId(tree) ? newId() : key);
    try {
      Submitted submitted =
          switch (read) {
            case ReadRequest.Valid valid -> submit(valid);
            case ReadRequest.Invalid invalid -> repeated(tree, key, invalid);
          };
      count(submitted.isNew() ? "started" : "repeated");
      return submitted;
    } catch (ProblemException e) {
      count(e.problem().status() == 503 ? "unavailable" : "refused");
      throw e;
    }
  }

  /** Waits for the end of a trade, at most so long. */
  boolean awaitEnd(String id, Duration longest) {
    try {
      client
          .newUntypedWorkflowStub(WorkflowIds.execution(id))
          .getResult(longest.toMillis(), TimeUnit.MILLISECONDS, Object.class);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (WorkflowException e) {
      // Ended in another way, or out of reach: the ledger tells.
      return false;
    }
  }

  private Submitted submit(ReadRequest.Valid valid) {
    String id = valid.request().id();
    Optional<StoredExecution> stored = stored(id);
    if (stored.isPresent()) {
      return existing(id, stored.get(), valid.hash());
    }
    return switch (starter.start(valid.request(), valid.text())) {
      case Start.Started ignored ->
          new Submitted(id, true, executions.received(valid.request(), clock.instant()));
      case Start.Taken ignored -> taken(id, valid.hash());
      case Start.NotStarted failed ->
          throw ProblemException.notStarted(id, "NOT_STARTED", failed.why());
      case Start.Unknown failed -> throw ProblemException.notStarted(id, "UNKNOWN", failed.why());
    };
  }

  private Optional<StoredExecution> stored(String id) {
    try {
      return executions.stored(id);
    } catch (RuntimeException e) {
      throw ProblemException.notStarted(id, "NOT_STARTED", "the ledger does not answer");
    }
  }

  private Submitted taken(String id, String hash) {
    Optional<StoredExecution> stored = executions.stored(id);
    if (stored.isPresent()) {
      return existing(id, stored.get(), hash);
    }
    StartedWorkflow started = workflows.find(id).orElseThrow(() -> Executions.unknown(id));
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
    StoredExecution stored =
        executions
            .stored(id)
            .filter(known -> known.requestHash().equals(invalid.hash()))
            .orElseThrow(() -> ProblemException.invalid(invalid));
    return new Submitted(id, false, executions.view(id));
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
