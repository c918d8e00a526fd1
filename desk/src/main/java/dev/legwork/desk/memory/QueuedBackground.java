package dev.legwork.desk.memory;

import dev.legwork.desk.Background;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Does the work when it is told to, in one thread: a simulation decides when a ledger answers. What
 * was not yet run when a process dies is lost with it.
 */
public final class QueuedBackground implements Background {
  private record Call(Lane lane, Runnable work) {}

  private final Deque<Call> queue = new ArrayDeque<>();
  private final Set<Lane> held = EnumSet.noneOf(Lane.class);

  @Override
  public <T> void submit(Lane lane, Callable<T> work, BiConsumer<T, Exception> then) {
    queue.add(new Call(lane, () -> run(work, then)));
  }

  /** Keeps the calls of one lane from being made, as a database that is slow for it does. */
  public void hold(Lane lane) {
    held.add(lane);
  }

  /** Lets the calls of this lane be made again. */
  public void release(Lane lane) {
    held.remove(lane);
  }

  /** How many calls wait that can be made. */
  public int waiting() {
    return (int) queue.stream().filter(call -> !held.contains(call.lane())).count();
  }

  /** Makes the oldest call and hands its result back; the caller makes that a step of the desk. */
  public void runNext() {
    Call oldest =
        queue.stream().filter(call -> !held.contains(call.lane())).findFirst().orElseThrow();
    queue.remove(oldest);
    oldest.work().run();
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
