package dev.legwork.activity;

import dev.legwork.order.BrokerEvent;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;

/** Stands for a running trade: it remembers the signals that reach it. */
@WorkflowInterface
public interface ListenerWorkflow {
  @WorkflowMethod
  void run();

  @SignalMethod
  void brokerEvents(List<BrokerEvent> events);

  @SignalMethod
  void sessionChanged(boolean lost);

  @QueryMethod
  List<Long> sequences();

  @QueryMethod
  List<Boolean> sessions();

  /** Never ends. */
  class Impl implements ListenerWorkflow {
    private final List<Long> sequences = new ArrayList<>();
    private final List<Boolean> sessions = new ArrayList<>();

    @Override
    public void run() {
      Workflow.await(() -> false);
    }

    @Override
    public void brokerEvents(List<BrokerEvent> events) {
      events.forEach(event -> sequences.add(event.sequence()));
    }

    @Override
    public void sessionChanged(boolean lost) {
      sessions.add(lost);
    }

    @Override
    public List<Long> sequences() {
      return sequences;
    }

    @Override
    public List<Boolean> sessions() {
      return sessions;
    }
  }
}
