package dev.legwork.bench.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs numbered tasks, so many at a time; the first failure fails all. */
final class Parallel {
  /** One numbered task. */
  @FunctionalInterface
  interface Task {
    void run(int number) throws Exception;
  }

  private Parallel() {}

  static void run(int atATime, int count, Task task) throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(atATime)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(
            pool.submit(
                () -> {
                  task.run(number);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a measured task failed: " + e.getCause(), e.getCause());
    }
  }
}
