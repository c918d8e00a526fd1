package dev.legwork.api.execution;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.api.execution.StartedWorkflows.Refusal;
import dev.legwork.api.execution.StartedWorkflows.StartedWorkflow;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.report.ExecutionView;
import dev.legwork.report.ExecutionView.Links;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ReadRequest;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells what is known of executions: by the ledger, else by the event that started them. */
@Component
public class Executions {
  private final LedgerAccess ledger;
  private final StartedWorkflows workflows;
  private final Rules rules;
  private final ApiSettings.Temporal temporal;

  Executions(LedgerAccess ledger, StartedWorkflows workflows, Rules rules, ApiSettings settings) {
    this.ledger = ledger;
    this.workflows = workflows;
    this.rules = rules;
    this.temporal = settings.temporal();
  }

  /** The execution as the ledger has it. */
  public Optional<StoredExecution> stored(String id) {
    return ledger.get().executions().find(id);
  }

  /**
   * An {@link ExecutionView}, or an {@link UnregisteredExecution} where no trade came of a start.
   *
   * @throws ProblemException 404 if neither ledger nor Temporal know the id
   */
  Object view(String id) {
    Optional<ExecutionView> registered = registered(id);
    return registered.isPresent()
        ? registered.get()
        : workflows.find(id).map(started -> view(id, started)).orElseThrow(() -> unknown(id));
  }

  private Optional<ExecutionView> registered(String id) {
    return ledger
        .get()
        .trades()
        .details(id)
        .map(trade -> ExecutionView.of(trade.record()).with(links(trade)))
        .map(view -> view.after(ledger.get().executions().formerEndings(id)))
        .map(this::withTimeline);
  }

  /** The ledger gets a trade's timeline with its end; until then only its workflow knows it. */
  private ExecutionView withTimeline(ExecutionView view) {
    boolean needed = !view.state().isEnding() && view.timeline().isEmpty();
    return needed ? workflows.timeline(view.id()).map(view::with).orElse(view) : view;
  }

  /** A trade of which no more is known than that it was asked for. */
  ExecutionView received(ExecutionRequest request, Instant at) {
    TradeRecord record =
        new TradeRecord(
            request,
            TradeState.RECEIVED,
            null,
            0,
            at,
            null,
            List.of(),
            List.of(),
            List.of(),
            Map.of());
    return ExecutionView.of(record).with(links(request.id()));
  }

  private Links links(TradeDetails trade) {
    Links links = links(trade.execution().id());
    return trade.stop().isPresent() ? links.withStop() : links;
  }

  Links links(String id) {
    Links links = Links.of(id);
    return new Links(links.self(), links.report(), webUi(id));
  }

  static ProblemException unknown(String id) {
    return ProblemException.notFound("there is no execution " + id);
  }

  private Object view(String id, StartedWorkflow started) {
    Refusal refusal = workflows.refusal(started).orElse(null);
    ReadRequest request = rules.reread(started.input(), id).orElse(null);
    return refusal == null && request instanceof ReadRequest.Valid valid
        ? received(valid.request(), started.startedAt())
        : unregistered(id, started, refusal);
  }

  private UnregisteredExecution unregistered(String id, StartedWorkflow started, Refusal refusal) {
    return refusal == null
        ? new UnregisteredExecution(
            id, TradeState.RECEIVED, null, started.startedAt(), null, links(id))
        : new UnregisteredExecution(
            id,
            TradeState.REJECTED,
            new UnregisteredExecution.Refused(refusal.type(), refusal.message()),
            started.startedAt(),
            refusal.at(),
            links(id));
  }

  private String webUi(String id) {
    return temporal.ui().isBlank()
        ? null
        : temporal.ui()
            + "/namespaces/"
            + temporal.namespace()
            + "/workflows/"
            + URLEncoder.encode(WorkflowIds.execution(id), StandardCharsets.UTF_8);
  }
}
