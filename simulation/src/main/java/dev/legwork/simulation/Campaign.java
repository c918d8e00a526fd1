package dev.legwork.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many seeds, several at a time; each of them alone is as sequential as ever. */
public final class Campaign {
  private final long first;
  private final long count;
  private final int threads;
  private final Consumer<Outcome> listener;

  /**
   * @param listener hears of each outcome, one at a time, in no order
   */
  public Campaign(long first, long count, int threads, Consumer<Outcome> listener) {
    this.first = first;
    this.count = count;
    this.threads = threads;
    this.listener = listener;
  }

  /** Runs them all; done when this returns. */
  public void run() {
    AtomicLong next = new AtomicLong(first);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(Thread.ofVirtual().start(() -> take(next)));
    }
    for (Thread thread : running) {
      try {
        thread.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void take(AtomicLong next) {
    for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
      Outcome outcome = SeedRun.of(Setting.of(seed));
      synchronized (listener) {
        listener.accept(outcome);
      }
    }
  }

  /** The bound on progress that every world is held to. */
  public static Duration bound() {
    return SeedRun.BOUND;
  }

  /** Which kinds of faults must be on for the seed to fail: the others are switched off. */
  public static Outcome shrink(Outcome failed) {
    return new Shrinking(failed).run();
  }
}
