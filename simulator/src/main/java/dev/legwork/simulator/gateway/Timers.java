package dev.legwork.simulator.gateway;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen later, by monotonic time. */
final class Timers {
  private record Timer(long due, long sequence, Runnable task) {}

  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparing(Timer::sequence));
  private long now;
  private long count;

  Timers(long now) {
    this.now = now;
  }

  long now() {
    return now;
  }

  /** Runs a task so many ms from now. */
  void in(long millis, Runnable task) {
    queue.add(new Timer(now + millis * 1_000_000, count++, task));
  }

  /** Runs every task that is due by then, each at its own time. */
  void advance(long nanos) {
    while (!queue.isEmpty() && queue.peek().due() <= nanos) {
      Timer timer = queue.poll();
      now = Math.max(now, timer.due());
      timer.task().run();
    }
    now = Math.max(now, nanos);
  }

  /** When the next task is due, ns; {@link Long#MAX_VALUE} if none is. */
  long next() {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().due();
  }
}
