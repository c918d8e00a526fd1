package dev.legwork.simulator.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connected clients. A client id belongs to one of them until its socket is drained. */
final class Sessions {
  private final Map<Long, Session> byConnection = new LinkedHashMap<>();

  void add(Session session) {
    byConnection.put(session.connection, session);
  }

  void remove(long connection) {
    byConnection.remove(connection);
  }

  /** The session, or null after it was removed. */
  Session get(long connection) {
    return byConnection.get(connection);
  }

  /** Who holds the client id, or null. */
  Session byClientId(int clientId) {
    return byConnection.values().stream()
        .filter(session -> session.clientId == clientId)
        .findFirst()
        .orElse(null);
  }

  /** All sessions; a copy. */
  List<Session> all() {
    return new ArrayList<>(byConnection.values());
  }

  /** Sessions that said startApi; a copy. */
  Collection<Session> started() {
    return byConnection.values().stream().filter(Session::started).toList();
  }
}
