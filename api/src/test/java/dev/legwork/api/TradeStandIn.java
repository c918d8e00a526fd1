package dev.legwork.api;

import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.DynamicQueryHandler;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;

/**
 * A workflow of any type that does nothing until it is told to end, and remembers why it was
 * cancelled: what the api starts is not what is tested here. With the strategy REFUSE it fails as a
 * bad request does.
 */
public class TradeStandIn implements DynamicWorkflow {
  private String cancelled;
  private boolean ended;

  @Override
  public Object execute(EncodedValues arguments) {
    Map<?, ?> request = arguments.get(0, Map.class);
    if ("REFUSE".equals(request.get("strategy"))) {
      throw ApplicationFailure.newNonRetryableFailure("[quantity (0)]", "InvalidRequest");
    }
    Workflow.registerListener(
        (DynamicSignalHandler)
            (signal, values) -> {
              cancelled = signal.equals("cancel") ? values.get(0, String.class) : cancelled;
              ended = true;
            });
    Workflow.registerListener(
        (DynamicQueryHandler)
            (query, values) ->
                Map.of(
                    "legs", List.of(),
                    "residual", List.of(),
                    "timeline", List.of(Map.of("at", 0, "event", query, "detail", "told"))));
    Workflow.await(() -> ended);
    return Map.of("cancelled", String.valueOf(cancelled), "request", request);
  }
}
