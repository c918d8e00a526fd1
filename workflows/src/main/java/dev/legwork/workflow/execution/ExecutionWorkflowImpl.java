package dev.legwork.workflow.execution;

import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.ExecutionSaga;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Instant;
import java.util.List;
import org.slf4j.MDC;

/** Registers the request and runs the saga over {@link TemporalTradeWorld}. */
public class ExecutionWorkflowImpl implements ExecutionWorkflow {
  private final TradeInbox inbox = new TradeInbox(this::outerCancel);
  private CancellationScope outer;
  private RunningTrade trade;
  private ExecutionView outcome;

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public ExecutionView execute(RawValue request) {
    outer = CancellationScope.current();
    // A cancel of the workflow is a wish to the trade, never the end of its supervision.
    Workflow.newDetachedCancellationScope(() -> outcome = registered(request)).run();
    return outcome;
  }

  private ExecutionView registered(RawValue request) {
    WorkflowInfo info = Workflow.getInfo();
    byte[] input = request == null ? new byte[0] : request.getPayload().getData().toByteArray();
    Registration answer =
        LedgerCalls.patient()
            .register(
                info.getWorkflowId(),
                info.getRunId(),
                input,
                Instant.ofEpochMilli(info.getRunStartedTimestampMillis()));
    return switch (answer) {
      case Registration.Accepted accepted -> run(accepted);
      case Registration.Repeated repeated -> repeated.outcome();
      case Registration.Invalid invalid ->
          throw refused(INVALID_REQUEST, invalid.errors().toString(), invalid.errors());
      case Registration.Duplicate duplicate ->
          throw refused(DUPLICATE_EXECUTION, duplicate.detail());
    };
  }

  private ExecutionView run(Registration.Accepted accepted) {
    MDC.put("execution", accepted.request().id());
    trade = new RunningTrade(accepted.request(), accepted.acceptedAt());
    TemporalTradeWorld world = new TemporalTradeWorld(accepted, trade, inbox);
    try {
      new ExecutionSaga(accepted.request(), world, Policy.DEFAULT).run();
    } catch (IllegalStateException impossible) {
      // Tried again it would be as impossible: closed, the trade's recovery settles it.
      throw refused(IMPOSSIBLE_STATE, impossible.getMessage());
    }
    world.settle();
    return trade.view();
  }

  @Override
  public void brokerEvents(List<BrokerEvent> events) {
    inbox.add(events);
  }

  @Override
  public void sessionChanged(boolean lost) {
    inbox.sessionChanged(lost);
  }

  @Override
  public void lockGranted(String requestId, long token) {
    inbox.granted(token);
  }

  @Override
  public void cancel(String reason) {
    inbox.cancel(reason);
  }

  @Override
  public ExecutionView requestCancel(String reason) {
    inbox.cancel(reason);
    Workflow.await(() -> trade != null || outcome != null);
    return snapshot();
  }

  @Override
  public ExecutionView snapshot() {
    if (trade == null && outcome == null) {
      throw new IllegalStateException("the request is being registered");
    }
    return trade == null ? outcome : trade.view();
  }

  private String outerCancel() {
    if (outer == null || !outer.isCancelRequested()) {
      return null;
    }
    String reason = outer.getCancellationReason();
    return reason == null || reason.isBlank() ? "the workflow was cancelled" : reason;
  }

  private static ApplicationFailure refused(String type, String message, Object... details) {
    return ApplicationFailure.newBuilder()
        .setType(type)
        .setMessage(message)
        .setNonRetryable(true)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setDetails(details)
        .build();
  }
}
