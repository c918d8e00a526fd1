package dev.legwork.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LedgerDatabaseTest {
  private final LedgerSettings fresh = TestLedger.settings(emptyDatabase());

  @Test
  void waitsUntilSomebodyHasMigrated() throws Exception {
    try (LedgerDatabase worker = new LedgerDatabase(fresh);
        LedgerDatabase api = new LedgerDatabase(fresh)) {
      List<Boolean> answers =
          AtOnce.run(
              2,
              caller -> {
                if (caller == 0) {
                  worker.migrate();
                } else {
                  api.awaitSchema(Duration.ofSeconds(60));
                }
                return new Ledger(api).executions().find("nobody").isEmpty();
              });

      assertThat(answers).containsExactly(true, true);
    }
  }

  @Test
  void saysThatNobodyMigrated() {
    try (LedgerDatabase api = new LedgerDatabase(fresh)) {
      assertThatThrownBy(() -> api.awaitSchema(Duration.ZERO))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does a worker run?");
    }
  }

  @Test
  void migratesOnceThoughSeveralWorkersDo() throws Exception {
    try (LedgerDatabase database = new LedgerDatabase(fresh)) {
      AtOnce.run(
          3,
          caller -> {
            database.migrate();
            return caller;
          });

      assertThat(
              database
                  .others()
                  .sql(
                      "select count(*) = count(distinct version) and bool_and(success)"
                          + " from flyway_schema_history where type = 'SQL'")
                  .query(Boolean.class)
                  .single())
          .isTrue();
      assertThat(database.isReachable()).isTrue();
    }
  }

  @Test
  void refusesSettingsThatCouldHang() {
    assertThatThrownBy(
            () ->
                new LedgerSettings(
                    "jdbc:postgresql://localhost/x",
                    "u",
                    "p",
                    1,
                    1,
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .hasMessageContaining("lockTimeout");
  }

  private static String emptyDatabase() {
    String name = "empty_" + TestLedger.account().toLowerCase(Locale.ROOT);
    TestLedger.database().others().sql("create database " + name).update();
    return TestLedger.url().replaceFirst("/postgres", "/" + name);
  }
}
