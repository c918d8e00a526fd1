package dev.legwork.worker.version;

import com.google.protobuf.FieldMask;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.deployment.v1.WorkerDeploymentVersion;
import io.temporal.api.enums.v1.VersioningBehavior;
import io.temporal.api.workflow.v1.VersioningOverride;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionOptions;
import io.temporal.api.workflow.v1.WorkflowExecutionVersioningInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionOptionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;

/** Running workflows that are pinned to a build. */
final class PinnedTrades {
  private static final int PAGE = 200;

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  PinnedTrades(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /** Those of other builds, as the server's list shows them: it may lag by a second. */
  List<WorkflowExecution> notOf(String build) {
    List<WorkflowExecution> found = new ArrayList<>();
    ListWorkflowExecutionsRequest.Builder request =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(namespace)
            .setPageSize(PAGE)
            .setQuery(
                "ExecutionStatus = 'Running' AND TemporalWorkflowVersioningBehavior = 'Pinned'"
                    + " AND TemporalWorkerDeploymentVersion != '%s:%s'"
                        .formatted(Deployment.NAME, build));
    ListWorkflowExecutionsResponse page;
    do {
      page = stubs.blockingStub().listWorkflowExecutions(request.build());
      page.getExecutionsList().stream()
          .map(WorkflowExecutionInfo::getExecution)
          .forEach(found::add);
      request.setNextPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return found;
  }

  /** The build that it is pinned to; empty if it is pinned to none. */
  String buildOf(WorkflowExecution execution) {
    WorkflowExecutionVersioningInfo info =
        stubs
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(execution)
                    .build())
            .getWorkflowExecutionInfo()
            .getVersioningInfo();
    if (info.getVersioningOverride().hasPinned()) {
      return info.getVersioningOverride().getPinned().getVersion().getBuildId();
    }
    return info.getBehavior() == VersioningBehavior.VERSIONING_BEHAVIOR_PINNED
        ? info.getDeploymentVersion().getBuildId()
        : "";
  }

  /** Pins it to another build, at its next task. */
  void move(WorkflowExecution execution, String build) {
    VersioningOverride.PinnedOverride pinned =
        VersioningOverride.PinnedOverride.newBuilder()
            .setBehavior(VersioningOverride.PinnedOverrideBehavior.PINNED_OVERRIDE_BEHAVIOR_PINNED)
            .setVersion(
                WorkerDeploymentVersion.newBuilder()
                    .setDeploymentName(Deployment.NAME)
                    .setBuildId(build))
            .build();
    stubs
        .blockingStub()
        .updateWorkflowExecutionOptions(
            UpdateWorkflowExecutionOptionsRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecution(execution)
                .setWorkflowExecutionOptions(
                    WorkflowExecutionOptions.newBuilder()
                        .setVersioningOverride(VersioningOverride.newBuilder().setPinned(pinned)))
                .setUpdateMask(FieldMask.newBuilder().addPaths("versioning_override"))
                .build());
  }
}
