package dev.legwork.standalone;

import java.io.UncheckedIOException;

/** What a worker says of its own sessions. */
final class WorkerHealth {
  private final JsonHttp http;

  WorkerHealth(int port) {
    http = new JsonHttp("http://localhost:" + port);
  }

  /** {@code SERVING}, {@code STANDBY}, …; empty while the worker does not answer. */
  String session(String account) {
    try {
      return http.get("/actuator/health")
          .json()
          .findPath("sessions")
          .path(account)
          .path("state")
          .asText();
    } catch (UncheckedIOException away) {
      return "";
    }
  }
}
