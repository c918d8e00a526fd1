package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.DeskLease;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.lease.LeaseConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** fault Y13: who may run an account's desk, with a real PostgreSQL. */
class LeaseKeeperTest {
  private static EmbeddedPostgres postgres;
  private static LedgerDatabase database;
  private static int accounts;

  private final String account = "DU" + ++accounts;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    database =
        new LedgerDatabase(
            LedgerSettings.of(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    database.migrate();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
    postgres.close();
  }

  /** A process that wants the lease. */
  private final class Candidate implements LeaseKeeper.Listener, AutoCloseable {
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final LeaseKeeper keeper;

    private Candidate(String name) {
      keeper = new LeaseKeeper(database, account, name, this);
      keeper.start();
    }

    @Override
    public void taken(DeskLease lease) {
      heard.add(lease);
    }

    @Override
    public void lost() {
      heard.add("LOST");
    }

    private DeskLease awaitLease() throws InterruptedException {
      return (DeskLease) next();
    }

    private Object next() throws InterruptedException {
      Object event = heard.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("what the process hears within 30 s").isNotNull();
      return event;
    }

    @Override
    public void close() {
      keeper.close();
    }
  }

  @Test
  void goesToOneAndToTheOtherAfterIt() throws InterruptedException {
    try (Candidate first = new Candidate("first")) {
      DeskLease earlier = first.awaitLease();
      try (Candidate second = new Candidate("second")) {
        assertThat(second.heard.poll(2, TimeUnit.SECONDS)).isNull();
        assertThat(earlier.mayOpen()).isTrue();

        first.keeper.close();

        assertThat(second.awaitLease().epoch()).isEqualTo(earlier.epoch() + 1);
        assertThat(second.keeper.isConfirmed()).isTrue();
      }
    }
  }

  /** The holder's connection stands, and it says nothing: it is paused. */
  @Test
  void isTakenFromAHolderThatSaysNothing() throws Exception {
    try (LeaseConnection paused = database.lease(account)) {
      paused.tryLock();
      long epoch = paused.take("paused");
      try (Candidate second = new Candidate("second")) {
        assertThat(second.awaitLease().epoch()).isEqualTo(epoch + 1);
      }
    }
  }

  @Test
  void staysWithAHolderThatIsAlive() throws Exception {
    try (LeaseConnection living = database.lease(account);
        Candidate second = candidateBehind(living)) {
      for (int i = 0; i < 8; i++) {
        assertThat(living.beat(1)).isTrue();
        assertThat(second.heard.poll(1, TimeUnit.SECONDS)).isNull();
      }
    }
  }

  private Candidate candidateBehind(LeaseConnection holder) throws SQLException {
    holder.tryLock();
    holder.take("living");
    return new Candidate("second");
  }

  /** What a process finds when it wakes up. */
  @Test
  void tellsItsHolderThatAnotherProcessHasTakenIt() throws Exception {
    try (Candidate first = new Candidate("first");
        LeaseConnection thief = database.lease(account)) {
      DeskLease earlier = first.awaitLease();

      thief.evict();
      thief.tryLock();
      thief.take("thief");

      assertThat(first.next()).isEqualTo("LOST");
      assertThat(earlier.mayOpen()).isFalse();
      assertThat(first.keeper.isHeld()).isFalse();
    }
  }

  /** fault Y9, fault Y12: the database was away, and nobody has come in between. */
  @Test
  void goesOnUnderTheSameNumberWhenOnlyItsConnectionWasLost() throws Exception {
    try (Candidate first = new Candidate("first");
        LeaseConnection witness = database.lease(account)) {
      DeskLease lease = first.awaitLease();
      long beats = witness.row().orElseThrow().beat();

      witness.evict();

      while (witness.row().orElseThrow().beat() <= beats + 2) {
        assertThat(first.heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
      }
      assertThat(lease.mayOpen()).isTrue();
      assertThat(witness.row().orElseThrow().epoch()).isEqualTo(lease.epoch());
    }
  }
}
