package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.Refusal;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.util.Map;

/** What all kinds of requests need: the brokerage behind, the clients in front. */
record Floor(
    Brokerage brokerage, VenueClock clock, Timers timers, Sessions sessions, Outbox outbox) {

  /** Answers with an error about a request or an order; −1 for the connection. */
  void error(Session session, int id, int code, String text) {
    outbox.send(
        session,
        new ErrorMessage(id, code, text),
        Map.of("code", "" + code, "clientId", "" + session.clientId, "orderId", "" + id));
  }

  void error(Session session, int id, Refusal refusal) {
    error(session, id, refusal.code(), refusal.text());
  }
}
