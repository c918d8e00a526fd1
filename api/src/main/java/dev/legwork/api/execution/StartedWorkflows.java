package dev.legwork.api.execution;

import dev.legwork.api.web.ProblemException;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.workflow.WorkflowIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Trades that Temporal knows and the ledger perhaps not yet. */
@Component
class StartedWorkflows {
  /** Without a worker no query is answered, and what the ledger knows must not wait for one. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final WorkflowClient client;

  StartedWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /**
   * A workflow as it was started.
   *
   * @param input the request as it was given, empty if there was none
   */
  record StartedWorkflow(byte[] input, Instant startedAt, WorkflowExecution execution) {}

  /**
   * How a workflow that never became a trade ended.
   *
   * @param type of the failure, e.g. {@code InvalidRequest}
   */
  record Refusal(String type, String message, Instant at) {}

  Optional<StartedWorkflow> find(String id) {
    WorkflowExecution execution =
        WorkflowExecution.newBuilder().setWorkflowId(WorkflowIds.execution(id)).build();
    return firstEvent(execution, HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
        .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes)
        .map(event -> started(event, execution));
  }

  /** Its failure, if it has failed. */
  Optional<Refusal> refusal(StartedWorkflow workflow) {
    return firstEvent(
            workflow.execution(), HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
        .filter(HistoryEvent::hasWorkflowExecutionFailedEventAttributes)
        .map(
            event -> {
              Failure failure = event.getWorkflowExecutionFailedEventAttributes().getFailure();
              return new Refusal(
                  failure.getApplicationFailureInfo().getType(), failure.getMessage(), at(event));
            });
  }

  /** A running trade's own account of itself; empty if no worker tells it soon. */
  Optional<List<TimelineEntry>> timeline(String id) {
    WorkflowStub stub = client.newUntypedWorkflowStub(WorkflowIds.execution(id));
    CompletableFuture<ExecutionView> asked = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            asked.complete(stub.query("snapshot", ExecutionView.class));
          } catch (RuntimeException e) {
            asked.completeExceptionally(e);
          }
        });
    try {
      return Optional.of(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).timeline());
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static StartedWorkflow started(HistoryEvent event, WorkflowExecution execution) {
    WorkflowExecutionStartedEventAttributes start =
        event.getWorkflowExecutionStartedEventAttributes();
    byte[] input =
        start.getInput().getPayloadsCount() == 0
            ? new byte[0]
            : start.getInput().getPayloads(0).getData().toByteArray();
    return new StartedWorkflow(input, at(event), execution);
  }

  private static Instant at(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  private Optional<HistoryEvent> firstEvent(
      WorkflowExecution execution, HistoryEventFilterType filter) {
    try {
      return client
          .getWorkflowServiceStubs()
          .blockingStub()
          .getWorkflowExecutionHistory(
              GetWorkflowExecutionHistoryRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setExecution(execution)
                  .setMaximumPageSize(1)
                  .setHistoryEventFilterType(filter)
                  .build())
          .getHistory()
          .getEventsList()
          .stream()
          .findFirst();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw ProblemException.unavailable("Temporal does not answer");
    }
  }
}
