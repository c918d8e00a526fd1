package dev.legwork.bench.endtoend;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Locale;

/** Where the time goes between a request and its last leg's bytes: medians of each stage. */
final class Stages {
  private final WorkflowClient client;
  private final Samples request = new Samples();
  private final Samples turn = new Samples();
  private final Samples registering = new Samples();
  private final Samples handOver = new Samples();
  private final Samples desk = new Samples();

  Stages(WorkflowClient client) {
    this.client = client;
  }

  /**
   * One trade.
   *
   * @param asked when its request was sent, µs since the epoch
   * @param written when the gateway had read the last leg, µs since the epoch
   */
  void add(String id, long asked, long written) {
    List<HistoryEvent> events = client.fetchHistory("execution/" + id).getHistory().getEventsList();
    long started = at(events, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
    long taken = at(events, EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
    long decided = at(events, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    long entering = at(events, EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED);
    request.addMicros(started - asked);
    turn.addMicros(taken - started);
    registering.addMicros(decided - taken);
    handOver.addMicros(entering - decided);
    desk.addMicros(written - entering);
  }

  private static long at(List<HistoryEvent> events, EventType type) {
    Timestamp time =
        events.stream()
            .filter(event -> event.getEventType() == type)
            .findFirst()
            .orElseThrow()
            .getEventTime();
    return time.getSeconds() * 1_000_000 + time.getNanos() / 1_000;
  }

  /** {@code request 8.1, first task waits 4.2, …} in ms at p50. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "request → start %.1f, → first task %.1f, registered and locked %.1f, → desk %.1f,"
            + " desk → bytes %.1f ms at p50",
        request.percentile(50),
        turn.percentile(50),
        registering.percentile(50),
        handOver.percentile(50),
        desk.percentile(50));
  }
}
