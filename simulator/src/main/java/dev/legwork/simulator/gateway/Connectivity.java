package dev.legwork.simulator.gateway;

import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The gateway's own connection to its server. While it is lost the exchange goes on: orders trade,
 * but nobody hears of it, and requests wait.
 */
final class Connectivity {
  private static final long OUTAGE_MS = 3_000;
  private static final int DATA_LOST = 1101;
  private static final int DATA_KEPT = 1102;

  private final Floor floor;
  private final QuoteRequests quotes;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean lost;

  Connectivity(Floor floor, QuoteRequests quotes) {
    this.floor = floor;
    this.quotes = quotes;
  }

  /** Loses the connection for a while. */
  void lose(FaultRule rule) {
    if (lost) {
      return;
    }
    lost = true;
    tellAll(1100, "Connectivity between IB and Trader Workstation has been lost.");
    floor.outbox().withhold();
    floor.timers().in(rule.millisOr(OUTAGE_MS), () -> restore(rule.codeOr(DATA_KEPT)));
  }

  private void restore(int code) {
    lost = false;
    String data = code == DATA_LOST ? "data lost." : "data maintained.";
    tellAll(code, "Connectivity between IB and Trader Workstation has been restored- " + data);
    floor.outbox().resume();
    if (code == DATA_LOST) {
      floor.sessions().all().forEach(session -> session.quotes.clear());
    } else {
      quotes.refresh();
    }
    while (!waiting.isEmpty() && !lost) {
      waiting.poll().run();
    }
  }

  /** Whether a request has to wait; if so it is run later. */
  boolean holds(ClientMessage message, Runnable request) {
    if (!lost || answeredLocally(message)) {
      return false;
    }
    waiting.add(request);
    return true;
  }

  private static boolean answeredLocally(ClientMessage message) {
    return message instanceof ClientMessage.StartApi
        || message instanceof ClientMessage.ReqCurrentTime;
  }

  /** Runs a request when the connection is back. */
  void await(Runnable request) {
    waiting.add(request);
  }

  private void tellAll(int code, String text) {
    for (Session session : floor.sessions().started()) {
      floor.outbox().sendLocal(session, new ErrorMessage(-1, code, text));
    }
  }
}
