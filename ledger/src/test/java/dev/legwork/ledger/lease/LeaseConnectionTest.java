package dev.legwork.ledger.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.ledger.intent.WaveAnswer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** fault Y13: of two processes that want the account's desk, one has it. */
class LeaseConnectionTest {
  private static final String GATEWAY = "gateway-1:4002";

  private final LedgerDatabase database = TestLedger.database();
  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private LeaseConnection first;
  private LeaseConnection second;

  @BeforeEach
  void open() throws SQLException {
    first = database.lease(account);
    second = database.lease(account);
  }

  @AfterEach
  void close() throws SQLException {
    first.close();
    second.close();
  }

  /** The server frees a lock when the process behind its connection ends, in its own time. */
  private static void awaitLock(LeaseConnection waiting) throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!waiting.tryLock()) {
      assertThat(System.nanoTime()).as("the lock is never free").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void givesTheLockToOneAndKeepsItThere() throws SQLException {
    assertThat(first.tryLock()).isTrue();
    assertThat(first.tryLock()).as("asked again").isTrue();

    assertThat(second.tryLock()).isFalse();
  }

  @Test
  void freesTheLockWithTheConnectionOfItsHolder() throws SQLException {
    first.tryLock();
    first.close();

    awaitLock(second);
  }

  @Test
  void letsTheLockGoThoughItWasAskedForTwice() throws SQLException {
    first.tryLock();
    first.tryLock();
    first.unlock();

    assertThat(second.tryLock()).isTrue();
  }

  @Test
  void countsItsHoldersAndTellsTheEarlierOneThatItIsOver() throws SQLException {
    first.tryLock();
    long earlier = first.take("one", GATEWAY);
    assertThat(first.beat(earlier)).isTrue();
    assertThat(second.row()).contains(new LeaseRow("one", earlier, 1, Optional.of(GATEWAY)));

    long later = second.take("two", GATEWAY);

    assertThat(later).isEqualTo(earlier + 1);
    assertThat(first.beat(earlier)).isFalse();
    assertThat(second.row()).contains(new LeaseRow("two", later, 0, Optional.of(GATEWAY)));
  }

  @Test
  void forgetsTheGatewayOfAHolderThatHasLeftIt() throws SQLException {
    first.tryLock();
    long earlier = first.take("one", GATEWAY);
    first.leaveGateway(earlier);
    assertThat(second.row().orElseThrow().gateway()).isEmpty();

    second.take("two", "gateway-2:4002");
    first.leaveGateway(earlier);

    assertThat(second.row().orElseThrow().gateway()).contains("gateway-2:4002");
  }

  @Test
  void evictsAHolderWhoseConnectionStandsThoughItIsSilent() throws SQLException {
    first.tryLock();
    long epoch = first.take("one", GATEWAY);

    second.evict();

    assertThatThrownBy(() -> first.beat(epoch)).isInstanceOf(SQLException.class);
    awaitLock(second);
  }

  @Test
  void evictsNobodyElseAndNotItself() throws SQLException {
    try (LeaseConnection other = database.lease(TestLedger.account())) {
      other.tryLock();
      first.tryLock();
      first.evict();

      assertThat(other.tryLock()).isTrue();
      assertThat(first.tryLock()).isTrue();
    }
  }

  /** fault Y13, fault Y6: the one that wakes up opens nothing, and closes all the same. */
  @Test
  void storesNoOpeningWaveOfAnEarlierHolder() throws SQLException {
    String id = Trades.registered(account);
    long earlier = first.take("one", GATEWAY);
    second.take("two", GATEWAY);

    WaveAnswer opening = ledger.intents().storeWave(under(Trades.entry(id, account, 3), earlier));
    WaveAnswer closing =
        ledger.riskIntents().storeWave(under(Trades.unwind(id, account, 1), earlier));

    assertThat(opening).isEqualTo(new WaveAnswer.LeaseLost(earlier + 1));
    assertThat(ledger.intents().ofExecution(id)).hasSize(1);
    assertThat(closing).isInstanceOf(WaveAnswer.Stored.class);
  }

  @Test
  void storesTheOpeningWaveOfTheHolder() throws SQLException {
    String id = Trades.registered(account);
    long epoch = first.take("one", GATEWAY);

    assertThat(ledger.intents().storeWave(under(Trades.entry(id, account, 3), epoch)))
        .isInstanceOf(WaveAnswer.Stored.class);
  }

  private static Wave under(Wave wave, long leaseEpoch) {
    return new Wave(
        wave.account(),
        wave.clientId(),
        wave.orderIdFloor(),
        wave.executionId(),
        wave.intents(),
        wave.fencingToken(),
        wave.sessionEpoch(),
        wave.brokerDay(),
        wave.expectedPrices(),
        leaseEpoch);
  }
}
