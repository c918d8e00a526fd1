package dev.legwork.desk;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen later, in the desk's monotonic time; what is due at the same instant happens in
 * the order it was asked for.
 */
final class Timers {

  /** Something to happen, unless it is cancelled before. */
  static final class Timer {
    private final long at;
    private final long number;
    private final Runnable what;
    private boolean cancelled;

    private Timer(long at, long number, Runnable what) {
      this.at = at;
      this.number = number;
      this.what = what;
    }

    void cancel() {
      cancelled = true;
    }
  }

  private final DeskClock clock;
  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(timer -> timer.at).thenComparingLong(t -> t.number));
  private long count;
  private long lastStamp = Long.MIN_VALUE;

  Timers(DeskClock clock) {
    this.clock = clock;
  }

  long now() {
    return clock.nanos();
  }

  /**
   * Now, but later than every stamp before: what came after something has a higher one, however
   * coarse the clock is.
   */
  long stamp() {
    lastStamp = Math.max(clock.nanos(), lastStamp + 1);
    return lastStamp;
  }

  Timer after(Duration delay, Runnable what) {
    return at(clock.nanos() + delay.toNanos(), what);
  }

  Timer at(long nanos, Runnable what) {
    Timer timer = new Timer(nanos, count++, what);
    queue.add(timer);
    return timer;
  }

  /** When something is due next; {@link Long#MAX_VALUE}: nothing is. */
  long nextDeadline() {
    while (!queue.isEmpty() && queue.peek().cancelled) {
      queue.poll();
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at;
  }

  void runDue() {
    while (nextDeadline() <= clock.nanos()) {
      queue.poll().what.run();
    }
  }
}
