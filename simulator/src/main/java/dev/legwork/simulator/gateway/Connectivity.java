package dev.legwork.simulator.gateway;

import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
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

  /** Loses the connection for a while, and says so as often as the rule wants. */
  void lose(FaultRule rule) {
    if (lost) {
      return;
    }
    lost = true;
    long outage = rule.millisOr(OUTAGE_MS);
    int code = rule.verb() == FaultVerb.LOSE_2110 ? 2110 : 1100;
    tellAll(code);
    for (int i = 1; rule.by() != null && i < rule.by(); i++) {
      floor.timers().in(outage * i / rule.by(), () -> tellAll(code));
    }
    floor.outbox().withhold();
    floor.timers().in(outage, () -> restore(rule.codeOr(DATA_KEPT)));
  }

  private void restore(int code) {
    lost = false;
    tellAll(code);
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

  private void tellAll(int code) {
    for (Session session : floor.sessions().started()) {
      floor.outbox().sendLocal(session, new ErrorMessage(-1, code, Texts.notice(code)));
    }
  }
}
