package dev.legwork.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.SeveringProxy;
import dev.legwork.ledger.SeveringProxy.Break;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.intent.WaveAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  @ParameterizedTest
  @CsvSource({"BEFORE_COMMIT, false", "AFTER_COMMIT, true"})
  void saysThatACommitIsUnknownWhenItsAnswerIsLost(Break where, boolean stored) throws Exception {
    try (SeveringProxy wire = new SeveringProxy(port());
        LedgerDatabase database = new LedgerDatabase(TestLedger.settings(through(wire)))) {
      Ledger ledger = new Ledger(database);
      ledger.intents().open(account);
      wire.arm(where);

      assertThatThrownBy(() -> ledger.intents().storeWave(Trades.entry(id, account, 3)))
          .isInstanceOf(CommitUnknownException.class)
          .hasMessageContaining(id);

      assertThat(ledger.intents().storeWave(Trades.entry(id, account, 3)))
          .isInstanceOf(stored ? WaveAnswer.AlreadyStored.class : WaveAnswer.Stored.class);
      assertThat(TestLedger.ledger().intents().ofExecution(id)).hasSize(3);
    }
  }

  @Test
  void saysThatNothingIsStoredWhenTheDatabaseIsAway() throws Exception {
    SeveringProxy wire = new SeveringProxy(port());
    String url = through(wire);
    wire.close();
    LedgerSettings impatient =
        new LedgerSettings(
            url,
            "postgres",
            "postgres",
            1,
            1,
            1,
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofMillis(300));

    try (LedgerDatabase database = new LedgerDatabase(impatient)) {
      Ledger ledger = new Ledger(database);
      assertThatThrownBy(() -> ledger.intents().storeWave(Trades.entry(id, account, 3)))
          .isInstanceOf(LedgerUnavailableException.class);
      assertThatThrownBy(() -> ledger.executions().find(id))
          .isInstanceOf(LedgerUnavailableException.class);
      assertThat(database.isReachable()).isFalse();
    }
  }

  @Test
  void givesUpWaitingForARowThatSomebodyKeeps() {
    LedgerSettings impatient =
        new LedgerSettings(
            TestLedger.url(),
            "postgres",
            "postgres",
            1,
            1,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(100));

    try (LedgerDatabase database = new LedgerDatabase(impatient)) {
      TestLedger.database()
          .others()
          .write(
              "keeping a row",
              () -> {
                TestLedger.ledger().executions().lock(id);
                assertThatThrownBy(() -> elsewhere(database))
                    .hasStackTraceContaining("canceling statement due to lock timeout");
                return null;
              });
    }
    assertThat(TestLedger.ledger().intents().ofExecution(id)).isEmpty();
  }

  @Test
  void repeatsATransactionThatLostADeadlock() throws Exception {
    String other = TestLedger.account();
    TestLedger.ledger().fence().raise(account, 1);
    TestLedger.ledger().fence().raise(other, 1);
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    List<List<String>> orders = List.of(List.of(account, other), List.of(other, account));

    AtOnce.run(2, caller -> raiseBoth(orders.get(caller), bothHoldOne, new AtomicInteger(), runs));

    assertThat(runs).hasValue(3);
    assertThat(TestLedger.ledger().fence().current(account)).isEqualTo(3);
    assertThat(TestLedger.ledger().fence().current(other)).isEqualTo(3);
  }

  @Test
  void commitsToDiskThoughTheServersDefaultIsNotTo() {
    Database others = TestLedger.database().others();
    String name = "lazy_" + account.toLowerCase();
    others.sql("create database " + name).update();
    others.sql("alter database " + name + " set synchronous_commit = off").update();
    String url = TestLedger.url().replaceFirst("/postgres", "/" + name);

    try (LedgerDatabase database = new LedgerDatabase(TestLedger.settings(url))) {
      assertThat(database.orders().sql("show synchronous_commit").query(String.class).single())
          .isEqualTo("on");
    }
  }

  @Test
  void readsOneStateOfTheDatabaseWhateverIsWrittenMeanwhile() {
    TestLedger.ledger().fence().raise(account, 1);

    List<Long> tokens =
        TestLedger.database()
            .others()
            .read("one state", () -> List.of(token(), raisedElsewhere(), token()));

    assertThat(tokens).containsExactly(1L, 2L, 1L);
    assertThat(token()).isEqualTo(2);
  }

  @Test
  void writesNothingWhileItReads() {
    TestLedger.ledger().fence().raise(account, 1);

    assertThatThrownBy(
            () ->
                TestLedger.database()
                    .others()
                    .read(
                        "reading",
                        () -> {
                          add(account);
                          return null;
                        }))
        .hasStackTraceContaining("read-only transaction");
    assertThat(token()).isEqualTo(1);
  }

  private long token() {
    return TestLedger.database()
        .others()
        .sql("select token from account_fence where account = :account")
        .param("account", account)
        .query(Long.class)
        .single();
  }

  private long raisedElsewhere() {
    return CompletableFuture.supplyAsync(
            () -> {
              TestLedger.ledger().fence().raise(account, 2);
              return TestLedger.ledger().fence().current(account);
            })
        .join();
  }

  private void elsewhere(LedgerDatabase database) throws Throwable {
    try {
      AtOnce.run(
          1, caller -> new Ledger(database).intents().storeWave(Trades.entry(id, account, 3)));
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(LedgerUnavailableException.class);
      throw e.getCause();
    }
  }

  private static Integer raiseBoth(
      List<String> accounts,
      CyclicBarrier bothHoldOne,
      AtomicInteger attempts,
      AtomicInteger runs) {
    return TestLedger.database()
        .others()
        .write(
            "raising two fences",
            () -> {
              runs.incrementAndGet();
              add(accounts.get(0));
              if (attempts.incrementAndGet() == 1) {
                await(bothHoldOne);
              }
              add(accounts.get(1));
              return attempts.get();
            });
  }

  private static void add(String account) {
    TestLedger.database()
        .others()
        .sql("update account_fence set token = token + 1 where account = :account")
        .param("account", account)
        .update();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int port() {
    return URI.create(TestLedger.url().substring("jdbc:".length()).split("\\?")[0]).getPort();
  }

  private static String through(SeveringProxy wire) {
    return "jdbc:postgresql://localhost:" + wire.port() + "/postgres";
  }
}
