package dev.legwork.desk.memory;

import dev.legwork.desk.Background;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Does the work when it is told to, in one thread: a simulation decides when a ledger answers. What
 * was not yet run when a process dies is lost with it.
 */
public final class QueuedBackground implements Background {
  private final Deque<Runnable> queue = new ArrayDeque<>();

  @Override
  public <T> void submit(Lane lane, Callable<T> work, BiConsumer<T, Exception> then) {
    queue.add(() -> run(work, then));
  }

  /** How many calls wait. */
  public int waiting() {
    return queue.size();
  }

  /** Makes the oldest call and hands its result back; the caller makes that a step of the desk. */
  public void runNext() {
    queue.remove().run();
  }

  private static <T> void run(Callable<T> work, BiConsumer<T, Exception> then) {
    T result;
    try {
      result = work.call();
    } catch (Exception e) {
      then.accept(null, e);
      return;
    }
    then.accept(result, null);
  }
}
