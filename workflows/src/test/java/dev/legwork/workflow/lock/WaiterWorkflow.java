package dev.legwork.workflow.lock;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;

/** Stands for an execution that waits: it only remembers the grants that reach it. */
@WorkflowInterface
public interface WaiterWorkflow {
  @WorkflowMethod
  void run();

  @SignalMethod
  void lockGranted(String requestId, long token);

  @SignalMethod
  void end();

  @QueryMethod
  List<Long> tokens();

  /** Waits for {@link #end}. */
  class Impl implements WaiterWorkflow {
    private final List<Long> tokens = new ArrayList<>();
    private boolean over;

    @Override
    public void run() {
      Workflow.await(() -> over);
    }

    @Override
    public void lockGranted(String requestId, long token) {
      tokens.add(token);
    }

    @Override
    public void end() {
      over = true;
    }

    @Override
    public List<Long> tokens() {
      return tokens;
    }
  }
}
