package dev.legwork.workflow.execution;

import com.google.protobuf.ByteString;
import dev.legwork.request.CanonicalRequest;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;

/**
 * How a trade's workflow is started by us; a plain client needs only type, id, queue and argument.
 */
public final class ExecutionStart {
  /** The workflow's type. */
  public static final String TYPE = "ExecutionWorkflow";

  private ExecutionStart() {}

  /** Options with which an id is started once and never again. */
  public static WorkflowOptions options(ExecutionRequest request) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.execution(request.id()))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary(TradeTable.summary(request))
        .build();
  }

  /** The same for a workflow that starts it and that it outlives, whatever becomes of that one. */
  public static ChildWorkflowOptions fromWorkflow(ExecutionRequest request) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.execution(request.id()))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary(TradeTable.summary(request))
        .build();
  }

  /** The argument: the request's canonical JSON. */
  public static RawValue argument(ExecutionRequest request) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(CanonicalRequest.text(request)))
            .build());
  }
}
