package dev.legwork.simulation.ledger;

import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * How calls to the database go: a way there, the transaction, a way back. Each may take long, fail,
 * or leave it open whether it was committed.
 */
public final class Database {
  /** Who makes a call. */
  public interface Caller {
    boolean lives();

    /** Whether there is a way between it and the server. */
    default boolean reaches() {
      return true;
    }
  }

  /** The connection or the statement failed; nothing says whether the transaction stands. */
  public static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(String message) {
      super(message, null, false, false);
    }
  }

  private static final Duration LEAST = Duration.ofNanos(300_000);
  private static final Duration MOST = Duration.ofMillis(15);
  private static final Duration JUST = Duration.ofSeconds(3);
  private static final Duration GIVES_UP = Duration.ofSeconds(2);

  private final Scheduler scheduler;
  private final Chance chance;
  private final Hits hits;
  private final List<Runnable> deathWatchers = new ArrayList<>();
  private long startedAt = Long.MIN_VALUE;
  private long wellSince;
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

  /** Told whenever the server dies, and all connections with it. */
  void whenServerDies(Runnable then) {
    deathWatchers.add(then);
  }

  public void down(boolean isDown) {
    if (isDown && !down) {
      deathWatchers.forEach(Runnable::run);
    } else if (down && !isDown) {
      startedAt = scheduler.now();
    }
    down = isDown;
    changed(0);
  }

  /** Whether the server runs only since a few seconds. */
  public boolean hasJustStarted() {
    return startedAt != Long.MIN_VALUE && scheduler.now() - startedAt < JUST.toNanos();
  }

  /** What was asked before may still be on its way for so long. */
  private void changed(long underWay) {
    wellSince = scheduler.now() + underWay;
  }

  /** Whether calls are answered at once. */
  public boolean isWell() {
    return wellSince() <= scheduler.now();
  }

  /**
   * Since when every call has been answered at once, ns; {@link Long#MAX_VALUE} while that is not
   * so.
   */
  public long wellSince() {
    return down || failsBefore > 0 || failsAfter > 0 || slow > 0 ? Long.MAX_VALUE : wellSince;
  }

  /** From now on this share of calls fails before, and this one after the commit. */
  public void failing(double before, double after) {
    failsBefore = before;
    failsAfter = after;
    changed(0);
  }

  /** From now on this share of calls takes up to so long, ns. */
  public void slow(double share, long most) {
    changed(Math.max(slowest, most));
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
   * @param caller asked when the transaction would commit: what a dead process has not committed is
   *     rolled back, unless its COMMIT was already on the way
   * @param then told the result or the failure, later
   */
  public <T> void call(Caller caller, Callable<T> work, BiConsumer<T, Exception> then) {
    boolean commitIsOnItsWay = chance.odds(0.2);
    scheduler.in(
        latency(),
        () -> {
          if (caller.lives() || commitIsOnItsWay) {
            transact(caller, work, then);
          }
        });
  }

  private <T> void transact(Caller caller, Callable<T> work, BiConsumer<T, Exception> then) {
    if (down) {
      hits.hit(FaultKind.Y9_DATABASE_DOWN);
      fail(chance.nanos(Duration.ofMillis(1), GIVES_UP), "the database is down", then);
    } else if (!caller.reaches()) {
      hits.hit(FaultKind.Y12_DATABASE_PARTITION);
      fail(GIVES_UP.toNanos(), "no way to the database", then);
    } else if (chance.odds(failsBefore)) {
      hits.hit(FaultKind.Y10_STATEMENT_FAILS);
      fail(latency(), "deadlock detected (40P01)", then);
    } else {
      commit(caller, work, then);
    }
  }

  private <T> void commit(Caller caller, Callable<T> work, BiConsumer<T, Exception> then) {
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
      scheduler.in(latency(), () -> answer(caller, result, then));
    }
  }

  private <T> void answer(Caller caller, T result, BiConsumer<T, Exception> then) {
    if (caller.reaches()) {
      then.accept(result, null);
    } else {
      hits.hit(FaultKind.Y12_DATABASE_PARTITION);
      fail(GIVES_UP.toNanos(), "no answer from the database", then);
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
