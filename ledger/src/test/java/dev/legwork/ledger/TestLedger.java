package dev.legwork.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the test JVM, migrated; tests keep apart by account. */
public final class TestLedger {
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private TestLedger() {}

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();
    static final LedgerDatabase DATABASE = database();
    static final Ledger LEDGER = new Ledger(DATABASE);

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "60")
            .setServerConfig("deadlock_timeout", "100ms")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static LedgerDatabase database() {
      LedgerDatabase database = new LedgerDatabase(settings(url()));
      database.migrate();
      return database;
    }
  }

  public static Ledger ledger() {
    return Holder.LEDGER;
  }

  public static LedgerDatabase database() {
    return Holder.DATABASE;
  }

  public static String url() {
    return Holder.SERVER.getJdbcUrl("postgres", "postgres");
  }

  /** Patient: a disk that is busy for seconds is no failure of what is tested. */
  public static LedgerSettings settings(String url) {
    return new LedgerSettings(
        url,
        "postgres",
        "postgres",
        4,
        2,
        6,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(25));
  }

  /** An account that no other test has used. */
  public static String account() {
    return "DU" + (9_000_000 + ACCOUNTS.incrementAndGet());
  }
}
