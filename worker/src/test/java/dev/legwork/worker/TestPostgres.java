package dev.legwork.worker;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** A real PostgreSQL for a test. */
final class TestPostgres {
  /** Its own ten seconds are too short for a machine that builds beside the test. */
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private TestPostgres() {}

  static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder().setPGStartupWait(STARTS_WITHIN).start();
  }
}
