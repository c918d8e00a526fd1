package dev.legwork.workflow.execution;

import static dev.legwork.workflow.TradeSearchAttributes.ACCOUNT;
import static dev.legwork.workflow.TradeSearchAttributes.EXECUTION_STATE;
import static dev.legwork.workflow.TradeSearchAttributes.NEEDS_ATTENTION;
import static dev.legwork.workflow.TradeSearchAttributes.STRATEGY;
import static dev.legwork.workflow.TradeSearchAttributes.UNDERLYING;

import com.uber.m3.tally.Scope;
import com.uber.m3.util.ImmutableMap;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What people see of a running trade: search attributes (an event of the history each time, so only
 * where the state matters to a search), current details, metrics.
 */
final class TradeSigns {
  private static final String DECIDED = "DECIDED_";

  private final RunningTrade trade;
  private boolean described;
  private boolean attention;

  TradeSigns(RunningTrade trade) {
    this.trade = trade;
  }

  void entered(TradeState state) {
    show();
    if (state == TradeState.WORKING
        || state == TradeState.UNWINDING
        || state == TradeState.HEDGING
        || state == TradeState.WAITING_MARKET) {
      upsert();
    }
  }

  /** The trade has its first ending. */
  void ended() {
    settled();
    metrics("state", trade.state().name()).counter("legwork_endings").inc(1);
  }

  /** It had ended before: no other trade has ended. */
  void endedAgain() {
    settled();
  }

  /** Its recovery has settled it, whether it had ended before or not. */
  void recovered() {
    metrics("state", trade.state().name()).counter("legwork_recovered").inc(1);
  }

  private void settled() {
    show();
    attention = trade.state() == TradeState.RESIDUAL;
    upsert();
  }

  void needAttention() {
    if (!attention) {
      attention = true;
      upsert();
    }
  }

  void noted(TimelineEntry line) {
    if (line.event().startsWith(DECIDED)) {
      metrics("decision", line.event().substring(DECIDED.length()))
          .counter("legwork_decisions")
          .inc(1);
    }
  }

  void waitedForLock(Duration waited) {
    record("legwork_lock_wait", waited);
  }

  void heldLock(Duration held) {
    record("legwork_lock_hold", held);
  }

  private void record(String timer, Duration duration) {
    metrics("account", trade.request().account())
        .timer(timer)
        .record(com.uber.m3.util.Duration.ofMillis(duration.toMillis()));
  }

  /** The table of legs in the Web UI; costs no event. */
  void show() {
    Workflow.setCurrentDetails(TradeTable.details(trade));
  }

  private void upsert() {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    updates.add(EXECUTION_STATE.valueSet(trade.state().name()));
    updates.add(NEEDS_ATTENTION.valueSet(attention));
    if (!described) {
      described = true;
      describe(updates, trade.request());
    }
    Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate[]::new));
  }

  private static void describe(List<SearchAttributeUpdate<?>> updates, ExecutionRequest request) {
    updates.add(ACCOUNT.valueSet(request.account()));
    if (request.underlying() != null) {
      updates.add(UNDERLYING.valueSet(request.underlying()));
    }
    if (request.strategy() != null) {
      updates.add(STRATEGY.valueSet(request.strategy()));
    }
  }

  private static Scope metrics(String tag, String value) {
    return Workflow.getMetricsScope().tagged(ImmutableMap.of(tag, value));
  }
}
