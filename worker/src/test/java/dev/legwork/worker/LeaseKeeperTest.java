package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.DeskLease;
import dev.legwork.desk.lease.GatewayName;
import dev.legwork.desk.lease.LeaseSeeker;
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
  private static final GatewayName HERE = new GatewayName("gateway-1:4002", null);
  private static final GatewayName ELSEWHERE = new GatewayName("gateway-2:4002", null);
  private static final GatewayName MOVED = new GatewayName("gateway-2:4002", "gateway-1:4002");

  private static EmbeddedPostgres postgres;
  private static LedgerDatabase database;
  private static int accounts;

  private final String account = "DU" + ++accounts;

  @BeforeAll
  static void start() throws IOException {
    postgres = TestPostgres.start();
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
  private final class Candidate implements LeaseSeeker.Listener, AutoCloseable {
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final LeaseKeeper keeper;

    /** No desk can be set up. */
    private volatile boolean failing;

    private Candidate(String name) {
      this(name, HERE);
    }

    private Candidate(String name, GatewayName gateway) {
      this(name, gateway, false);
    }

    private Candidate(String name, GatewayName gateway, boolean failing) {
      this.failing = failing;
      keeper = new LeaseKeeper(database, account, name, gateway, this);
      keeper.start();
    }

    @Override
    public void taken(DeskLease lease) {
      if (failing) {
        throw new IllegalStateException("no desk can be set up");
      }
      heard.add(lease);
    }

    @Override
    public void refused(String why) {
      heard.add("REFUSED " + why);
    }

    @Override
    public void waiting() {
      heard.add("WAITING");
    }

    @Override
    public void lost() {
      heard.add("LOST");
    }

    private DeskLease awaitLease() throws InterruptedException {
      return (DeskLease) next();
    }

    /** Until the new holder is noted, the former one is named, by its life or by its death. */
    private void awaitRefusal(String why) throws InterruptedException {
      String told;
      do {
        told = (String) next();
        assertThat(told).startsWith("REFUSED ");
      } while (!told.contains(why));
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
      long epoch = paused.take("paused", HERE.own());
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
    holder.take("living", HERE.own());
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
      thief.take("thief", HERE.own());

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

  /** The server frees its lock. */
  private static void die(LeaseConnection holder) throws SQLException {
    holder.close();
  }

  /** Two gateways have client ids of their own: nothing would keep the two from writing both. */
  @Test
  void isRefusedToAWorkerWithAnotherGatewayWhileItsHolderLivesAndAfterItDied() throws Exception {
    try (LeaseConnection living = database.lease(account)) {
      living.tryLock();
      living.take("living", HERE.own());
      try (Candidate second = new Candidate("second", ELSEWHERE)) {
        assertThat((String) second.next())
            .startsWith("REFUSED ")
            .contains("living serves", "legwork.broker.former-gateway=gateway-1:4002");

        die(living);

        assertThat((String) second.next()).startsWith("REFUSED ").contains("living last served");
        try (LeaseConnection witness = database.lease(account)) {
          assertThat(witness.row().orElseThrow().holder()).isEqualTo("living");
        }
      }
    }
  }

  /** The worker with the right gateway is not kept from the account by one with a wrong one. */
  @Test
  void goesToTheNextWithTheSameGatewayAndTheOtherOneSaysSo() throws Exception {
    try (LeaseConnection first = database.lease(account)) {
      first.tryLock();
      long epoch = first.take("first", HERE.own());
      try (Candidate wrong = new Candidate("wrong", ELSEWHERE);
          Candidate right = new Candidate("right")) {
        assertThat((String) wrong.next()).contains("first serves");

        die(first);

        assertThat(right.awaitLease().epoch()).isEqualTo(epoch + 1);
        wrong.awaitRefusal("right serves");
      }
    }
  }

  @Test
  void goesToAWorkerWithAnotherGatewayOnceAPersonHasGivenTheFormerUp() throws Exception {
    try (LeaseConnection dead = database.lease(account)) {
      dead.tryLock();
      long epoch = dead.take("dead", HERE.own());
      try (Candidate second = new Candidate("second", MOVED)) {
        assertThat(second.heard.poll(8, TimeUnit.SECONDS))
            .as("a silent holder at another gateway is not pushed aside")
            .isNull();

        die(dead);

        assertThat(second.awaitLease().epoch()).isEqualTo(epoch + 1);
      }
    }
  }

  @Test
  void goesToAnyGatewayAfterAHolderThatWasStopped() throws Exception {
    try (Candidate first = new Candidate("first")) {
      DeskLease earlier = first.awaitLease();
      try (Candidate second = new Candidate("second", ELSEWHERE)) {
        assertThat((String) second.next()).startsWith("REFUSED ");

        first.keeper.close();

        Object heard = second.next();
        while (heard instanceof String) {
          heard = second.next();
        }
        assertThat(((DeskLease) heard).epoch()).isEqualTo(earlier.epoch() + 1);
      }
    }
  }

  /** A holder without a desk would serve nobody, and keep the others out. */
  @Test
  void isGivenBackWhenNoDeskCanBeSetUp() throws Exception {
    try (Candidate broken = new Candidate("broken", HERE, true)) {
      assertThat(broken.next()).isEqualTo("LOST");
      assertThat(broken.keeper.isHeld()).isFalse();
      long epoch;
      try (Candidate second = new Candidate("second")) {
        epoch = second.awaitLease().epoch();
        broken.failing = false;
        second.keeper.close();
      }

      // A second one that comes late finds that the first has tried, and lost, once more.
      long losses = 1;
      Object heard = broken.next();
      while (heard.equals("LOST")) {
        losses++;
        heard = broken.next();
      }
      assertThat(epoch).isEqualTo(losses + 1);
      assertThat(((DeskLease) heard).epoch()).as("tried again").isEqualTo(epoch + 1);
    }
  }
}
