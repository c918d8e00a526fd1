package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskLease;
import dev.legwork.desk.lease.GatewayName;
import dev.legwork.desk.lease.LeaseSeeker;
import dev.legwork.desk.lease.LeaseTable;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.LeaseRows;
import dev.legwork.simulation.time.Coroutine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The thread on which a process seeks its account's lease, with a connection of its own. While the
 * database is well a step of it takes no time; on other days every question is one of its own, and
 * anything may happen in between.
 */
final class LeaseThread {
  /** All processes use the one gateway of their world. */
  private static final GatewayName GATEWAY = new GatewayName("gateway:4002", null);

  private final Process process;
  private final LeaseRows rows;
  private final Database database;
  private final LeaseSeeker seeker;
  private final Coroutine code;
  private LeaseRows.Connection connection;
  private boolean atOnce;
  private RuntimeException broken;

  LeaseThread(Process process, LeaseRows rows, Database database) {
    this.process = process;
    this.rows = rows;
    this.database = database;
    Worker worker = process.worker();
    seeker =
        new LeaseSeeker(
            worker.account(),
            worker.name(),
            GATEWAY,
            this::connect,
            worker.clock()::nanos,
            new Ear());
    code = new Coroutine(this::seek);
  }

  void start() {
    process.run(this::go);
  }

  private void go() {
    atOnce = database.isWell() && process.reaches();
    if (atOnce) {
      stepped(seeker.step());
    } else {
      code.resume();
    }
  }

  private void seek() {
    while (true) {
      stepped(seeker.step());
      code.pause();
    }
  }

  private void stepped(Duration pause) {
    if (broken != null) {
      throw broken;
    }
    process.worker().parts().scheduler().in(pause, () -> process.run(this::go));
  }

  private LeaseTable connect() throws LeaseTable.Unavailable {
    connection = ask(rows::connect);
    return new Table(connection);
  }

  /** Blocks the thread until the database answers, or has not for long. */
  private <T> T ask(Callable<T> work) throws LeaseTable.Unavailable {
    if (atOnce) {
      return now(work);
    }
    Answer<T> answer = new Answer<>();
    database.call(
        process,
        work,
        (value, failure) ->
            process.run(
                () -> {
                  answer.set(value, failure);
                  code.resume();
                }));
    while (!answer.given) {
      code.pause();
    }
    if (answer.failure != null) {
      throw new LeaseTable.Unavailable(answer.failure.getMessage(), false, answer.failure);
    }
    return answer.value;
  }

  private void tell(Runnable work) throws LeaseTable.Unavailable {
    ask(
        () -> {
          work.run();
          return true;
        });
  }

  private static <T> T now(Callable<T> work) throws LeaseTable.Unavailable {
    try {
      return work.call();
    } catch (Exception refused) {
      throw new LeaseTable.Unavailable(refused.getMessage(), false, refused);
    }
  }

  /** The process dies; its connection ends with it, unless nobody can tell the server. */
  void die(boolean machineDied) {
    if (connection != null && !machineDied) {
      connection.close();
    }
  }

  /** Nothing will resume it any more. */
  void abandon() {
    code.abandon();
  }

  private static final class Answer<T> {
    private T value;
    private Exception failure;
    private boolean given;

    private void set(T result, Exception problem) {
      value = result;
      failure = problem;
      given = true;
    }
  }

  /** No fault keeps a process from setting up its desk: whatever does is an error of the code. */
  private final class Ear implements LeaseSeeker.Listener {
    @Override
    public void taken(DeskLease lease) {
      try {
        process.taken(lease);
      } catch (RuntimeException e) {
        broken = e;
        throw e;
      }
    }

    @Override
    public void lost() {
      process.lost();
    }

    @Override
    public void refused(String why) {
      throw new IllegalStateException(why);
    }

    @Override
    public void waiting() {
      throw new IllegalStateException("it was never refused");
    }
  }

  private final class Table implements LeaseTable {
    private final LeaseRows.Connection own;

    private Table(LeaseRows.Connection own) {
      this.own = own;
    }

    @Override
    public boolean tryLock() throws Unavailable {
      return ask(() -> rows.tryLock(own));
    }

    @Override
    public Optional<Row> row() throws Unavailable {
      return ask(() -> rows.row(own));
    }

    @Override
    public long take(String holder, String gateway) throws Unavailable {
      return ask(() -> rows.take(own, holder, gateway));
    }

    @Override
    public boolean beat(long epoch) throws Unavailable {
      return ask(() -> rows.beat(own, epoch));
    }

    @Override
    public void leaveGateway(long epoch) throws Unavailable {
      tell(() -> rows.leaveGateway(own, epoch));
    }

    @Override
    public void evict() throws Unavailable {
      tell(() -> rows.evict(own));
    }

    @Override
    public boolean hasServerJustStarted() throws Unavailable {
      return ask(database::hasJustStarted);
    }

    @Override
    public void unlock() throws Unavailable {
      tell(() -> rows.unlock(own));
    }

    /** Cut off, the server hears of it only when it is asked to end the connection. */
    @Override
    public void close() {
      if (process.reaches()) {
        own.close();
      }
    }
  }
}
