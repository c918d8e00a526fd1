package dev.legwork.api.events;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.execution.ExecutionList;
import dev.legwork.json.TradeJson;
import dev.legwork.ledger.execution.ExecutionFilter;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.report.ExecutionView.Links;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Looks at the ledger's newest executions twice a second while anybody listens, and sends what has
 * changed. A listener that was away reads the list again: events are hints, the ledger is the
 * truth.
 */
@Component
class EventStream implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int BEATS_TO_HEARTBEAT = 30;
  private static final int WATCHED = 200;

  private final LedgerAccess ledger;
  private final List<SseEmitter> listeners = new CopyOnWriteArrayList<>();
  private final Thread watching;
  private Map<String, Object> seen = Map.of();

  EventStream(LedgerAccess ledger) {
    this.ledger = ledger;
    this.watching = Thread.ofVirtual().name("event-stream").start(this::watch);
  }

  SseEmitter listen() {
    SseEmitter listener = new SseEmitter(0L);
    Runnable leave = () -> listeners.remove(listener);
    listener.onCompletion(leave);
    listener.onTimeout(leave);
    listener.onError(e -> leave.run());
    listeners.add(listener);
    send(listener, SseEmitter.event().comment("listening"));
    return listener;
  }

  private void watch() {
    int beat = 0;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PERIOD);
        if (!listeners.isEmpty()) {
          look();
          beat++;
        }
        if (beat >= BEATS_TO_HEARTBEAT) {
          beat = 0;
          tellAll(() -> SseEmitter.event().comment("still here"));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.debug("nothing to tell listeners: {}", e.getMessage());
      }
    }
  }

  private void look() {
    List<StoredExecution> newest =
        ledger.get().executions().list(ExecutionFilter.ALL, WATCHED, null).executions();
    Map<String, Object> now =
        newest.stream().collect(Collectors.toMap(StoredExecution::id, this::fingerprint));
    for (StoredExecution execution : newest.reversed()) {
      if (!now.get(execution.id()).equals(seen.get(execution.id()))) {
        tell("execution", ExecutionList.Item.of(execution, Links.of(execution.id())));
      }
    }
    String alerts = ledger.get().alerts().open(WATCHED).toString();
    if (!alerts.equals(seen.get("alerts"))) {
      tell("alerts", Map.of());
    }
    seen = new HashMap<>(now);
    seen.put("alerts", alerts);
  }

  private Object fingerprint(StoredExecution execution) {
    return List.of(execution.state(), execution.stateSince(), execution.timeline().size());
  }

  private void tell(String event, Object data) {
    try {
      String json = TradeJson.mapper().writeValueAsString(data);
      tellAll(() -> SseEmitter.event().name(event).data(json));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + event, e);
    }
  }

  private void tellAll(Supplier<SseEmitter.SseEventBuilder> event) {
    listeners.forEach(listener -> send(listener, event.get()));
  }

  private void send(SseEmitter listener, SseEmitter.SseEventBuilder event) {
    try {
      listener.send(event);
    } catch (IOException | IllegalStateException e) {
      listeners.remove(listener);
    }
  }

  @Override
  public void destroy() {
    watching.interrupt();
    listeners.forEach(SseEmitter::complete);
  }
}
