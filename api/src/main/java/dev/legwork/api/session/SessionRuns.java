package dev.legwork.api.session;

import com.google.protobuf.util.Timestamps;
import dev.legwork.api.web.ProblemException;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.session.SessionStart;
import dev.legwork.workflow.session.TradingSessionWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Sessions as Temporal knows them: the ledger may be away, and is told of things afterwards. */
@Component
class SessionRuns {
  /** Without a worker no query is answered, and whoever stops a session must not wait for one. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final WorkflowClient client;

  SessionRuns(WorkflowClient client) {
    this.client = client;
  }

  /**
   * A session as it was started: the one that runs, or the last one of its name.
   *
   * @param key of whoever started it, empty if there was none
   * @param input the plan as it was given, null if there was none
   */
  record StartedSession(Optional<String> key, Payload input, Instant startedAt) {}

  /**
   * The session, be it over.
   *
   * @throws ProblemException 503 where Temporal cannot tell
   */
  Optional<StartedSession> find(String name) {
    WorkflowExecution latest =
        WorkflowExecution.newBuilder().setWorkflowId(WorkflowIds.session(name)).build();
    return firstEvent(latest)
        .map(
            event -> {
              String first = attributes(event).getFirstExecutionRunId();
              boolean isFirst =
                  first.isEmpty() || first.equals(attributes(event).getOriginalExecutionRunId());
              return isFirst
                  ? event
                  : firstEvent(latest.toBuilder().setRunId(first).build()).orElse(event);
            })
        .map(this::started);
  }

  /** The plan by which it was started; only where our own start's key proves who wrote it. */
  SessionPlan plan(StartedSession session) {
    return client
        .getOptions()
        .getDataConverter()
        .fromPayload(session.input(), SessionPlan.class, SessionPlan.class);
  }

  /**
   * How far the session is, by its own account.
   *
   * @return null while its plan is not read
   * @throws WorkflowException where it is not known, or no worker answers for it
   */
  SessionState progress(String name) {
    return session(name).progress();
  }

  /** The same; empty if no worker tells it soon. */
  Optional<SessionState> progressSoon(String name) {
    CompletableFuture<SessionState> asked = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            asked.complete(progress(name));
          } catch (RuntimeException e) {
            asked.completeExceptionally(e);
          }
        });
    try {
      return Optional.ofNullable(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Tells the session so that it knows, be it that no worker runs now.
   *
   * @param signal {@link TradingSessionWorkflow#STOP_NOW} or {@code PAUSE_NOW}
   * @throws io.temporal.client.WorkflowNotFoundException where none of this name runs
   * @throws WorkflowException where Temporal does not answer
   */
  void tell(String name, String signal, SessionWish wish) {
    client.newUntypedWorkflowStub(WorkflowIds.session(name)).signal(signal, wish);
  }

  /** The session that runs under this name; every call may fail as Temporal's do. */
  TradingSessionWorkflow session(String name) {
    return client.newWorkflowStub(TradingSessionWorkflow.class, WorkflowIds.session(name));
  }

  private StartedSession started(HistoryEvent event) {
    WorkflowExecutionStartedEventAttributes start = attributes(event);
    Payload key = start.getMemo().getFieldsMap().get(SessionStart.KEY);
    return new StartedSession(
        Optional.ofNullable(key)
            .map(
                text ->
                    client
                        .getOptions()
                        .getDataConverter()
                        .fromPayload(text, String.class, String.class)),
        start.getInput().getPayloadsCount() == 0 ? null : start.getInput().getPayloads(0),
        // In milliseconds, as a workflow's own clock has it.
        Instant.ofEpochMilli(Timestamps.toMillis(event.getEventTime())));
  }

  private static WorkflowExecutionStartedEventAttributes attributes(HistoryEvent event) {
    return event.getWorkflowExecutionStartedEventAttributes();
  }

  private Optional<HistoryEvent> firstEvent(WorkflowExecution execution) {
    try {
      return client
          .getWorkflowServiceStubs()
          .blockingStub()
          .getWorkflowExecutionHistory(
              GetWorkflowExecutionHistoryRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setExecution(execution)
                  .setMaximumPageSize(1)
                  .build())
          .getHistory()
          .getEventsList()
          .stream()
          .findFirst()
          .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw ProblemException.unavailable("Temporal does not answer");
    }
  }
}
