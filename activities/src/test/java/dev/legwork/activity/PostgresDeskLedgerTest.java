package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.DeskLedger.Wave;
import dev.legwork.desk.DeskLedger.WaveStored;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresDeskLedgerTest {
  private final Trial trial = new Trial();

  /** fault Y10: entries and everything else have used up their connections. */
  @Test
  void storesAnUnwindingAndProofsWhenNoOtherConnectionIsLeft() throws InterruptedException {
    trial.register("run");
    trial.enter(1);
    try (LedgerDatabase database = new LedgerDatabase(Trial.settings());
        Exhausted entries = new Exhausted(database.orders(), 4);
        Exhausted others = new Exhausted(database.others(), 6)) {
      entries.await();
      others.await();
      PostgresDeskLedger ledger = new PostgresDeskLedger(new Ledger(database), trial.account, 1);

      ledger.markOver(trial.ref(Purpose.ENTRY), Verdict.PROVEN_TERMINAL);
      WaveStored stored = ledger.storeWave(wave(trial.intent(Purpose.UNWIND, Side.SELL)));

      assertThat(stored).isInstanceOf(WaveStored.Stored.class);
      assertThat(ledger.intents(List.of(trial.ref(Purpose.ENTRY), trial.ref(Purpose.UNWIND))))
          .hasSize(2);
    }
  }

  private static Wave wave(OrderIntent intent) {
    return new Wave(
        intent.ref().executionId(),
        List.of(intent),
        OptionalLong.empty(),
        0,
        1,
        0,
        LocalDate.of(2014, 6, 6),
        Map.of());
  }

  /** Holds so many connections of a pool until it is closed. */
  private static final class Exhausted implements AutoCloseable {
    private final CountDownLatch held;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads;

    private Exhausted(Database pool, int connections) {
      held = new CountDownLatch(connections);
      threads = Executors.newFixedThreadPool(connections);
      for (int i = 0; i < connections; i++) {
        threads.submit(() -> pool.write("held", this::hold));
      }
    }

    private Void hold() {
      held.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return null;
    }

    private void await() throws InterruptedException {
      assertThat(held.await(60, TimeUnit.SECONDS)).as("connections held").isTrue();
    }

    @Override
    public void close() {
      end.countDown();
      threads.close();
    }
  }
}
