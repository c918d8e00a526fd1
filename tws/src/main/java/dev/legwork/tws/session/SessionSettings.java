package dev.legwork.tws.session;

import java.time.Duration;
import java.util.Objects;

/**
 * Settings of a session.
 *
 * @param host where TWS, IB Gateway or the simulated venue listens
 * @param port its port: TWS 7496 live and 7497 paper, Gateway 4001 and 4002
 * @param clientId this client's id; orders belong to it, so it stays the same over reconnects
 * @param heartbeat how often the server's time is asked for. A connection from which no byte came
 *     for two such intervals is given up; default 5 s
 * @param handshakeTimeout how long from connecting to ready; default 10 s
 * @param reconnect waits between attempts; default 250 ms doubled to 10 s
 * @param clientIdInUse waits while another session holds the client id: a standby takes over within
 *     one of them; default 1 s doubled to 2 s
 */
public record SessionSettings(
    String host,
    int port,
    int clientId,
    Duration heartbeat,
    Duration handshakeTimeout,
    Backoff reconnect,
    Backoff clientIdInUse) {

  public SessionSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(reconnect, "reconnect");
    Objects.requireNonNull(clientIdInUse, "clientIdInUse");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
    if (clientId < 0) {
      throw new IllegalArgumentException("clientId " + clientId);
    }
    if (!heartbeat.isPositive() || !handshakeTimeout.isPositive()) {
      throw new IllegalArgumentException("times must be positive");
    }
  }

  /** Settings with the default times. */
  public static SessionSettings of(String host, int port, int clientId) {
    return new SessionSettings(
        host,
        port,
        clientId,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10)),
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }
}
