package dev.legwork.standalone;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The last events of a workflow and the task that it waits for, for the message of a failure. */
final class HistoryTail {
  private static final int EVENTS = 25;

  private HistoryTail() {}

  /** One line an event, the newest first; what the server said if it could not be asked. */
  static String of(String target, String workflowId) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      return "\n%s at %s\n%s\n%s\n"
          .formatted(workflowId, Instant.now(), task(stubs, workflowId), events(stubs, workflowId));
    } catch (RuntimeException unanswered) {
      return "\n" + workflowId + ": " + unanswered;
    } finally {
      stubs.shutdownNow();
    }
  }

  private static String task(WorkflowServiceStubs stubs, String workflowId) {
    return "pending task: "
        + stubs
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(execution(workflowId))
                    .build())
            .getPendingWorkflowTask()
            .toString()
            .replace('\n', ' ');
  }

  private static String events(WorkflowServiceStubs stubs, String workflowId) {
    List<HistoryEvent> events =
        stubs
            .blockingStub()
            .getWorkflowExecutionHistoryReverse(
                GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                    .setNamespace("default")
                    .setMaximumPageSize(EVENTS)
                    .setExecution(execution(workflowId))
                    .build())
            .getHistory()
            .getEventsList();
    return events.stream().map(HistoryTail::line).collect(Collectors.joining("\n"));
  }

  private static WorkflowExecution execution(String workflowId) {
    return WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
  }

  private static String line(HistoryEvent event) {
    String why =
        switch (event.getAttributesCase()) {
          case WORKFLOW_TASK_FAILED_EVENT_ATTRIBUTES ->
              event.getWorkflowTaskFailedEventAttributes().getCause()
                  + " "
                  + event.getWorkflowTaskFailedEventAttributes().getFailure().getMessage();
          case WORKFLOW_TASK_TIMED_OUT_EVENT_ATTRIBUTES ->
              event.getWorkflowTaskTimedOutEventAttributes().getTimeoutType().name();
          case WORKFLOW_TASK_STARTED_EVENT_ATTRIBUTES ->
              event.getWorkflowTaskStartedEventAttributes().getIdentity();
          case MARKER_RECORDED_EVENT_ATTRIBUTES ->
              event.getMarkerRecordedEventAttributes().getMarkerName();
          case WORKFLOW_EXECUTION_SIGNALED_EVENT_ATTRIBUTES ->
              event.getWorkflowExecutionSignaledEventAttributes().getSignalName();
          default -> "";
        };
    Instant at =
        Instant.ofEpochSecond(event.getEventTime().getSeconds(), event.getEventTime().getNanos());
    return "  %d %s %s %s".formatted(event.getEventId(), at, event.getEventType(), why);
  }
}
