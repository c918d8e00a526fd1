package dev.legwork.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same call from several threads that start together. */
public final class AtOnce {
  private AtOnce() {}

  /** The answers, by the number of the caller from 0. */
  public static <T> List<T> run(int callers, IntFunction<T> call) throws Exception {
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<T>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int number = i;
        answers.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  go.await();
                  return call.apply(number);
                }));
      }
      ready.await();
      go.countDown();
      return collect(answers);
    }
  }

  private static <T> List<T> collect(List<Future<T>> answers)
      throws InterruptedException, ExecutionException {
    List<T> all = new ArrayList<>();
    for (Future<T> answer : answers) {
      all.add(answer.get());
    }
    return all;
  }
}
