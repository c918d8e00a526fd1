package dev.legwork.workflow.execution;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.RetryForEver;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** How a trade writes to the ledger. */
final class LedgerCalls {
  private static final Logger LOG = Workflow.getLogger(LedgerCalls.class);

  private final ExecutionRequest request;
  private final LedgerActivities patient = patient();
  private final LedgerActivities hasty =
      Workflow.newLocalActivityStub(
          LedgerActivities.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(1))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());
  private final List<Promise<Void>> alerts = new ArrayList<>();

  LedgerCalls(ExecutionRequest request) {
    this.request = request;
  }

  /** The ledger's activities, repeated until they succeed. */
  static LedgerActivities patient() {
    return Workflow.newLocalActivityStub(
        LedgerActivities.class,
        RetryForEver.local(Duration.ofSeconds(5)).setDoNotIncludeArgumentsIntoMarker(true).build());
  }

  /** Only lists show it, so that a trade in the market does not wait for it. */
  void reached(TradeState state, long fencingToken) {
    try {
      hasty.reached(request.id(), state, fencingToken);
    } catch (ActivityFailure failure) {
      LOG.warn("execution {}: lists will not show that it is {} now", request.id(), state);
    }
  }

  /** The same for a state that limits count by: nothing is hurried while it begins. */
  void surelyReached(TradeState state, long fencingToken) {
    patient.reached(request.id(), state, fencingToken);
  }

  /**
   * Stores an alert for as long as it takes, while the trade goes on: a database that is away must
   * not keep it from reducing its risk.
   */
  void alert(Alert alert) {
    LOG.error("execution {}: {} {}", request.id(), alert.code(), alert.text());
    LedgerActivities stub =
        Workflow.newActivityStub(
            LedgerActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(5))
                .setRetryOptions(RetryForEver.options())
                .setSummary("ALERT " + alert.code())
                .build());
    alerts.add(Async.procedure(stub::alert, request.id(), request.account(), alert));
  }

  void awaitAlerts() {
    alerts.forEach(Promise::get);
  }

  void finish(Ending ending) {
    patient.finish(request.id(), ending);
  }
}
