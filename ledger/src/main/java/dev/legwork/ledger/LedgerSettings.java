package dev.legwork.ledger;

import java.time.Duration;
import java.util.Objects;

/**
 * How to reach the database, and how long it may take.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param orderConnections connections kept for intents and the broker's events alone, so that
 *     nothing else can use up what a trade in the market needs
 * @param riskConnections connections kept for what reduces risk and for proofs alone, so that slow
 *     entries cannot use up what an unwinding needs
 * @param otherConnections connections for everything else
 * @param connectTimeout for a connection out of the pool, and for the socket to open
 * @param statementTimeout the server gives up on a statement then
 * @param lockTimeout the server gives up waiting for a row then; below the statement timeout
 */
public record LedgerSettings(
    String url,
    String user,
    String password,
    int orderConnections,
    int riskConnections,
    int otherConnections,
    Duration connectTimeout,
    Duration statementTimeout,
    Duration lockTimeout) {

  public LedgerSettings {
    Objects.requireNonNull(url, "url");
    if (orderConnections < 1 || riskConnections < 1 || otherConnections < 1) {
      throw new IllegalArgumentException("each pool needs a connection");
    }
    if (lockTimeout.compareTo(statementTimeout) >= 0) {
      throw new IllegalArgumentException(
          "lockTimeout %s must be below statementTimeout %s"
              .formatted(lockTimeout, statementTimeout));
    }
  }

  /** Four, two and six connections; 5 s to connect, 5 s for a statement, 3 s for a lock. */
  public static LedgerSettings of(String url, String user, String password) {
    return new LedgerSettings(
        url,
        user,
        password,
        4,
        2,
        6,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3));
  }
}
