package dev.legwork.workflow;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.filter.v1.StartTimeFilter;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the history of every workflow that a test ran, for {@code ReplayTest}: only with {@code
 * -Dlegwork.histories=write}, and only if the test passed.
 */
public final class RecordedHistories implements AfterTestExecutionCallback {
  /** Where they are kept, by workflow type and test. */
  public static final Path FOLDER = Path.of("src/test/resources/histories");

  private static final Set<String> OURS =
      Set.of(
          "ExecutionWorkflow",
          "ExecutionLockWorkflow",
          "RecoveryWorkflow",
          "ReconciliationWorkflow");

  /** A test with workflows worth keeping. */
  public interface Source {
    /** Of the server that the test ran them on. */
    WorkflowClient client();

    /** Types of those that are kept: the others are stand-ins. */
    default Set<String> types() {
      return OURS;
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if ("write".equals(System.getProperty("legwork.histories"))
        && context.getExecutionException().isEmpty()
        && context.getRequiredTestInstance() instanceof Source source) {
      keepAll(source, kebab(context.getRequiredTestMethod().getName()));
    }
  }

  private static void keepAll(Source source, String test) throws IOException {
    WorkflowClient client = source.client();
    int number = 0;
    for (WorkflowExecutionInfo info : all(client)) {
      String type = info.getType().getName();
      if (source.types().contains(type)
          && info.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
        number++;
        keep(client, info.getExecution(), kebab(type) + "/" + test + "-" + number);
      }
    }
  }

  private static List<WorkflowExecutionInfo> all(WorkflowClient client) {
    String namespace = client.getOptions().getNamespace();
    StartTimeFilter ever =
        StartTimeFilter.newBuilder()
            .setEarliestTime(Timestamps.MIN_VALUE)
            .setLatestTime(Timestamps.MAX_VALUE)
            .build();
    List<WorkflowExecutionInfo> all = new ArrayList<>();
    all.addAll(
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsRequest.newBuilder()
                    .setNamespace(namespace)
                    .setStartTimeFilter(ever)
                    .build())
            .getExecutionsList());
    all.addAll(
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .listOpenWorkflowExecutions(
                ListOpenWorkflowExecutionsRequest.newBuilder()
                    .setNamespace(namespace)
                    .setStartTimeFilter(ever)
                    .build())
            .getExecutionsList());
    return all;
  }

  private static void keep(WorkflowClient client, WorkflowExecution execution, String name)
      throws IOException {
    WorkflowExecutionHistory history =
        client.fetchHistory(execution.getWorkflowId(), execution.getRunId());
    Path file = FOLDER.resolve(name + ".json.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(history.toJson(false).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
