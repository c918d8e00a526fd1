package dev.legwork.workflow.execution;

import dev.legwork.json.StrictJson;
import dev.legwork.report.ExecutionView;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.FieldError;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The ledger's side of a trade, with the real reading of requests and its rows in maps. */
final class MemoryLedger implements LedgerActivities {
  static final RequestRules RULES =
      new RequestRules(Set.of("DU1000001", "DU1000002"), Set.of(), null);

  final Map<String, Ending> endings = new ConcurrentHashMap<>();
  final List<String> finished = new CopyOnWriteArrayList<>();
  final List<Alert> alerts = new CopyOnWriteArrayList<>();
  final List<String> reached = new CopyOnWriteArrayList<>();

  /** So many calls find no database. */
  final AtomicInteger away = new AtomicInteger();

  private final Map<String, ExecutionRequest> requests = new ConcurrentHashMap<>();
  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private final Map<String, String> runs = new ConcurrentHashMap<>();

  @Override
  public Registration register(String workflowId, String runId, byte[] input, Instant startedAt) {
    requireDatabase();
    try {
      String id = WorkflowIds.executionId(workflowId).orElseThrow();
      return switch (RequestReader.read(StrictJson.read(input), id, RULES)) {
        case ReadRequest.Valid valid -> take(runId, valid, startedAt);
        case ReadRequest.Invalid invalid -> new Registration.Invalid(invalid.errors());
      };
    } catch (StrictJson.Malformed malformed) {
      return new Registration.Invalid(
          List.of(new FieldError("body", null, malformed.getMessage(), FieldError.Kind.SHAPE)));
    }
  }

  ExecutionRequest request(String executionId) {
    return requests.get(executionId);
  }

  private Registration take(String runId, ReadRequest.Valid valid, Instant startedAt) {
    String id = valid.request().id();
    requests.putIfAbsent(id, valid.request());
    String hash = hashes.putIfAbsent(id, valid.hash());
    if (hash != null && !hash.equals(valid.hash())) {
      return new Registration.Duplicate(id + " belongs to another request");
    }
    if (!runs.computeIfAbsent(id, ignored -> runId).equals(runId)) {
      return new Registration.Repeated(view(id));
    }
    return new Registration.Accepted(valid.request(), valid.request().account(), startedAt);
  }

  private ExecutionView view(String id) {
    Ending ending = endings.get(id);
    return ExecutionView.of(
        new TradeRecord(
            requests.get(id),
            ending.state(),
            ending.reason(),
            ending.fencingToken(),
            ScriptedDesk.AT,
            ending.finishedAt(),
            ending.residual(),
            List.of(),
            ending.timeline(),
            Map.of()));
  }

  @Override
  public void reached(String executionId, TradeState state, long fencingToken) {
    reached.add(executionId + " " + state + " " + fencingToken);
  }

  @Override
  public void alert(String executionId, String account, Alert alert) {
    alerts.add(alert);
  }

  @Override
  public void finish(String executionId, Ending ending) {
    requireDatabase();
    if (endings.putIfAbsent(executionId, ending) == null) {
      finished.add(executionId);
    }
  }

  private void requireDatabase() {
    if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the database is away");
    }
  }
}
