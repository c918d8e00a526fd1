package dev.legwork.activity;

import dev.legwork.json.StrictJson;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.execution.RegistrationAnswer;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.report.ExecutionView;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.FieldError;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.LedgerActivities;
import dev.legwork.workflow.execution.Registration;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link LedgerActivities} over the ledger. */
public final class LedgerTradeActivities implements LedgerActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerTradeActivities.class);

  private final Ledger ledger;
  private final Supplier<RequestRules> rules;
  private final LockScope scope;
  private final Consumer<ExecutionRequest> coming;
  private final Clock clock;
  private final LateEvents late;
  private final Stops stops;

  /**
   * @param coming told of every trade that is accepted now, which will soon ask to be entered
   */
  public LedgerTradeActivities(
      Ledger ledger,
      Supplier<RequestRules> rules,
      LockScope scope,
      Recoveries recovery,
      Consumer<ExecutionRequest> coming,
      Stops stops,
      Clock clock) {
    this.ledger = ledger;
    this.rules = rules;
    this.scope = scope;
    this.coming = coming;
    this.clock = clock;
    this.stops = stops;
    this.late = new LateEvents(ledger, recovery, clock);
  }

  @Override
  public Registration register(String workflowId, String runId, byte[] input, Instant startedAt) {
    Optional<String> id = WorkflowIds.executionId(workflowId);
    if (id.isEmpty()) {
      return invalid("id", workflowId, "the workflow's id must be execution/<id>");
    }
    try {
      return switch (RequestReader.read(StrictJson.read(input), id.get(), rules.get())) {
        case ReadRequest.Valid valid -> take(runId, valid, startedAt);
        case ReadRequest.Invalid refused -> repeatedOr(runId, refused, id.get());
      };
    } catch (StrictJson.Malformed malformed) {
      return invalid("body", null, malformed.getMessage());
    }
  }

  private Registration take(String runId, ReadRequest.Valid valid, Instant startedAt) {
    String id = valid.request().id();
    RegistrationAnswer answer =
        ledger
            .executions()
            .register(
                new dev.legwork.ledger.execution.Registration(
                    valid.request(), valid.hash(), valid.text(), runId, startedAt));
    return switch (answer) {
      case RegistrationAnswer.Fresh ignored -> {
        LOG.info("execution {}: accepted for account {}", id, valid.request().account());
        coming.accept(valid.request());
        yield accepted(valid, startedAt);
      }
      case RegistrationAnswer.Repeated repeated when repeated.sameRun() ->
          accepted(valid, repeated.stored().acceptedAt());
      case RegistrationAnswer.Repeated repeated -> repeated(repeated.stored());
      case RegistrationAnswer.Conflicting ignored ->
          new Registration.Duplicate("execution " + id + " belongs to another request");
    };
  }

  private Registration accepted(ReadRequest.Valid valid, Instant acceptedAt) {
    return new Registration.Accepted(
        valid.request(), scope.lockOf(valid.request().account()), acceptedAt);
  }

  private Registration accepted(StoredExecution stored) {
    return new Registration.Accepted(
        stored.request(), scope.lockOf(stored.request().account()), stored.acceptedAt());
  }

  /** A request that was admitted once may be repeated when its option has expired since. */
  private Registration repeatedOr(String runId, ReadRequest.Invalid refused, String id) {
    return Optional.ofNullable(refused.hash())
        .flatMap(hash -> ledger.executions().find(id).filter(e -> e.requestHash().equals(hash)))
        .map(stored -> stored.firstRunId().equals(runId) ? accepted(stored) : repeated(stored))
        .orElseGet(() -> new Registration.Invalid(refused.errors()));
  }

  private Registration repeated(StoredExecution stored) {
    LOG.info("execution {}: repeated; it is {}", stored.id(), stored.state());
    TradeDetails details = ledger.trades().details(stored.id()).orElseThrow();
    return new Registration.Repeated(ExecutionView.of(details.record()));
  }

  @Override
  public void reached(String executionId, TradeState state, long fencingToken) {
    ledger.executions().reached(executionId, state, fencingToken);
  }

  @Override
  public void alert(String executionId, String account, Alert alert) {
    ledger.endings().alert(account, executionId, alert, clock.instant());
  }

  /**
   * An execution that was stored between the trade's last look and its ending is on nobody's mind:
   * the workflow decides nothing more, and it was not late yet when it came.
   */
  @Override
  public void finish(String executionId, Ending ending) {
    Ending stands = ledger.endings().finish(executionId, ending);
    if (ledger.stops().find(executionId).filter(stop -> !stop.isOver()).isPresent()) {
      stops.start(executionId);
    }
    late.compare(executionId);
    LOG.info("execution {}: {} {}", executionId, stands.state(), stands.reason());
  }

  private static Registration invalid(String field, String value, String message) {
    return new Registration.Invalid(
        List.of(new FieldError(field, value, message, FieldError.Kind.SHAPE)));
  }
}
