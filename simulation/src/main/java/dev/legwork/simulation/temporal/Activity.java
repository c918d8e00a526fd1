package dev.legwork.simulation.temporal;

import dev.legwork.simulation.worker.Process;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A call to the desk, as a workflow has asked for it.
 *
 * @param name for the story
 * @param once attempted once, and only if it starts soon
 * @param work done by the process that got the task; told when the attempt was scheduled
 * @param then hears the outcome at the server
 */
record Activity<T>(String name, boolean once, Work<T> work, Consumer<Activity.Outcome<T>> then) {

  /** What a worker does for an attempt. */
  interface Work<T> {
    CompletableFuture<T> on(Process process, Instant scheduledAt);
  }

  /** What came of it. */
  sealed interface Outcome<T> {
    record Completed<T>(T result) implements Outcome<T> {}

    /** Nobody took it in time: surely nothing was done. */
    record NeverStarted<T>() implements Outcome<T> {}

    record Failed<T>(String why) implements Outcome<T> {}
  }
}
