package dev.legwork.simulation.ledger;

import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * How calls to the database go: a way there, the transaction, a way back. Each may take long, fail,
 * or leave it open whether it was committed.
 */
public final class Database {
  /** The connection or the statement failed; nothing says whether the transaction stands. */
  public static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(String message) {
      super(message, null, false, false);
    }
  }

  private static final Duration LEAST = Duration.ofNanos(300_000);
  private static final Duration MOST = Duration.ofMillis(15);
  private static final Duration GIVES_UP = Duration.ofSeconds(2);

  private final Scheduler scheduler;
  private final Chance chance;
  private final Hits hits;
  private boolean down;
  private double failsBefore;
  private double failsAfter;
  private double slow;
  private long slowest;

  public Database(Scheduler scheduler, Chance chance, Hits hits) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.hits = hits;
  }

  public void down(boolean isDown) {
    down = isDown;
  }

  /** From now on this share of calls fails before, and this one after the commit. */
  public void failing(double before, double after) {
    failsBefore = before;
    failsAfter = after;
  }

  /** From now on this share of calls takes up to so long, ns. */
  public void slow(double share, long most) {
    slow = share;
    slowest = most;
  }

  /** Everything is well again. */
  public void heal() {
    down = false;
    failing(0, 0);
    slow(0, 0);
  }

  /**
   * Makes a call.
   *
   * @param callerLives asked when the transaction would commit: what a dead process has not
   *     committed is rolled back, unless its COMMIT was already on the way
   * @param then told the result or the failure, later
   */
  public <T> void call(
      BooleanSupplier callerLives, Callable<T> work, BiConsumer<T, Exception> then) {
    boolean commitIsOnItsWay = chance.odds(0.2);
    scheduler.in(
        latency(),
        () -> {
          if (callerLives.getAsBoolean() || commitIsOnItsWay) {
            transact(work, then);
          }
        });
  }

  private <T> void transact(Callable<T> work, BiConsumer<T, Exception> then) {
    if (down) {
      hits.hit(FaultKind.Y9_DATABASE_DOWN);
      fail(chance.nanos(Duration.ofMillis(1), GIVES_UP), "the database is down", then);
    } else if (chance.odds(failsBefore)) {
      hits.hit(FaultKind.Y10_STATEMENT_FAILS);
      fail(latency(), "deadlock detected (40P01)", then);
    } else {
      commit(work, then);
    }
  }

  private <T> void commit(Callable<T> work, BiConsumer<T, Exception> then) {
    T result;
    try {
      result = work.call();
    } catch (Exception refused) {
      scheduler.in(latency(), () -> then.accept(null, refused));
      return;
    }
    if (chance.odds(failsAfter)) {
      hits.hit(FaultKind.Y11_COMMIT_UNKNOWN);
      fail(latency(), "the connection broke during COMMIT", then);
    } else {
      scheduler.in(latency(), () -> then.accept(result, null));
    }
  }

  private <T> void fail(long delay, String why, BiConsumer<T, Exception> then) {
    scheduler.in(delay, () -> then.accept(null, new Away(why)));
  }

  private long latency() {
    if (slow > 0 && chance.odds(slow)) {
      hits.hit(FaultKind.Y10_DATABASE_SLOW);
      return chance.nanos(MOST, Duration.ofNanos(slowest));
    }
    return chance.latency(LEAST, MOST);
  }
}
