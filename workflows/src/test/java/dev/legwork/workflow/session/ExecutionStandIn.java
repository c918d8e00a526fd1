package dev.legwork.workflow.session;

import dev.legwork.saga.TradeState;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Ends as a test says. */
@WorkflowInterface
public interface ExecutionStandIn {

  @WorkflowMethod(name = "ExecutionWorkflow")
  Map<String, TradeState> execute(RawValue request);

  /** What a test says. */
  @ActivityInterface
  interface Market {
    TradeState trade(String execution, String request);
  }

  /** Asks the test. */
  final class Impl implements ExecutionStandIn {
    private final Market market =
        Workflow.newActivityStub(
            Market.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());

    @Override
    public Map<String, TradeState> execute(RawValue request) {
      String text = request.getPayload().getData().toString(StandardCharsets.UTF_8);
      return Map.of("state", market.trade(Workflow.getInfo().getWorkflowId(), text));
    }
  }
}
