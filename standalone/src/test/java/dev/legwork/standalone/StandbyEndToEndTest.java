package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.Conversion.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two worker processes for one account: one serves, the other stands by. fault Y13, fault Y1, fault
 * S7.
 */
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class StandbyEndToEndTest {
  private static final String ACCOUNT = "DU1000001";
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** CP2. */
  private static final String BEFORE_WRITE = CrashPoint.BEFORE_WRITE.code();

  /** What the trade has to fill in. */
  private static final Duration TOTAL = Duration.ofSeconds(10);

  private static ProcessHouse house;
  private static List<WorkerHealth> workers;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        new TemporalBinary(line -> {}).installed().isPresent(), "no 'temporal' program");
    house = new ProcessHouse("standby");
    workers = List.of(house.workerHealth(), house.startStandby());
    awaitOneServesAndOneStandsBy();
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static void awaitOneServesAndOneStandsBy() {
    Waiting.until(
        "one worker serves and the other stands by",
        PATIENCE,
        () -> serving() != null && standingBy() != null);
  }

  private static WorkerHealth inState(String state) {
    return workers.stream()
        .filter(worker -> worker.session(ACCOUNT).equals(state))
        .findFirst()
        .orElse(null);
  }

  private static WorkerHealth serving() {
    return inState("SERVING");
  }

  private static WorkerHealth standingBy() {
    return inState("STANDBY");
  }

  /** Whoever stands by; one that asks for the session at this moment is asked again. */
  private static WorkerHealth heir() {
    AtomicReference<WorkerHealth> heir = new AtomicReference<>();
    Waiting.until(
        "a worker stands by",
        PATIENCE,
        () -> {
          heir.set(standingBy());
          return heir.get() != null;
        });
    return heir.get();
  }

  /** The process that holds the lease, by its own name: host, process id, mark. */
  private static ProcessHandle holder() {
    String name =
        house.books().column("select holder from desk_lease where account = ?", ACCOUNT).getFirst();
    return ProcessHandle.of(Long.parseLong(name.split("/")[1])).orElseThrow();
  }

  private static List<String> openAlerts() {
    return house
        .books()
        .column("select code from alert where account = ? and closed_at is null", ACCOUNT);
  }

  private static List<String> storedIntents(String trade) {
    return house.books().column("select order_ref from order_intent where execution_id = ?", trade);
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theStandbyFinishesTheTradeOfAWorkerThatWasKilled() {
    awaitOneServesAndOneStandsBy();
    WorkerHealth heir = heir();
    try (ProcessTrader trader = new ProcessTrader(house, ACCOUNT, "SBK")) {
      trader.submitWithRestingCall(40, 30);
      trader.awaitPosition("stock", 100);
      trader.awaitPosition("put", 1);

      long killed = System.nanoTime();
      holder().destroyForcibly();
      Waiting.until("the standby serves", PATIENCE, () -> heir.session(ACCOUNT).equals("SERVING"));
      System.out.printf(
          "take-over after kill -9: %d ms%n", (System.nanoTime() - killed) / 1_000_000);
      trader.become(Market.OPEN.withCall("2.40", "2.45"));

      trader.assertEnded("COMMITTED");
      assertThat(house.venue().orders(trader.id())).hasSize(3);
    }
  }

  @Test
  void theStandbyWatchesWhileThePausedWorkerKeepsItsSocketAndTakesOverWhenItWakesUp() {
    awaitOneServesAndOneStandsBy();
    WorkerHealth heir = heir();
    try (ProcessTrader trader = new ProcessTrader(house, ACCOUNT, "SBP")) {
      trader.submitWithRestingCall(60, 50);
      trader.awaitPosition("stock", 100);
      trader.awaitPosition("put", 1);
      trader.awaitFillsStored(2);
      ProcessHandle paused = holder();

      signal(paused, "-STOP");
      try {
        Waiting.until(
            "the standby watches", PATIENCE, () -> heir.session(ACCOUNT).equals("SUPERVISING"));
        Waiting.until("a person is told", PATIENCE, () -> openAlerts().contains("DESK_PAUSED"));
        trader.become(Market.OPEN.withCall("2.40", "2.45"));
        trader.awaitPosition("call", -1);
        trader.awaitFillsStored(3);
        trader.awaitState("COMMITTED");
      } finally {
        signal(paused, "-CONT");
      }

      Waiting.until("the standby serves", PATIENCE, () -> heir.session(ACCOUNT).equals("SERVING"));
      awaitOneServesAndOneStandsBy();
      trader.assertEnded("COMMITTED");
      Waiting.until("the alert is closed", PATIENCE, () -> !openAlerts().contains("DESK_PAUSED"));
    }
  }

  /**
   * It has stored its wave, stops before the first byte, and wakes up when others supervise. What
   * stops the write is the entry's age, and the session, which is not ready when it wakes up; the
   * check of the lease stands behind them.
   */
  @Test
  void thePausedWorkerOpensNothingWhenItWakesUp() {
    awaitOneServesAndOneStandsBy();
    WorkerHealth heir = heir();
    try (ProcessTrader trader = new ProcessTrader(house, ACCOUNT, "SBW")) {
      ProcessHandle paused = holder();
      house.crashes().stop(BEFORE_WRITE);
      trader.submitMarketable(TOTAL);
      try {
        house.crashes().awaitReached(BEFORE_WRITE);
        Instant over = Instant.now().plus(TOTAL);
        Waiting.until(
            "the standby watches", PATIENCE, () -> heir.session(ACCOUNT).equals("SUPERVISING"));
        Waiting.until(
            "no time is left to send again", PATIENCE, () -> over.isBefore(Instant.now()));
        assertThat(house.venue().orders(trader.id())).isEmpty();
      } finally {
        signal(paused, "-CONT");
      }
      Waiting.until("the standby serves", PATIENCE, () -> heir.session(ACCOUNT).equals("SERVING"));

      trader.assertEnded("REJECTED");
      assertThat(house.books().reason(trader.id())).isEqualTo("NOT_WRITTEN");
      assertThat(storedIntents(trader.id())).hasSize(3);
      assertThat(house.venue().orders(trader.id())).isEmpty();
    }
  }
}
