package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Twenty threads that ask for one lock again and again, while it changes its runs (fault Y21).
 * {@code -Dlock.acquires=100} for each of {@code -Dlock.threads=20} is the full size.
 */
@DisabledIf(value = "temporalIsMissing", disabledReason = "no 'temporal' program on this machine")
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class LockStressTest {
  private static final int THREADS = Integer.getInteger("lock.threads", 20);
  private static final int ACQUIRES = Integer.getInteger("lock.acquires", 10);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * One hold.
   *
   * @param fence what the ledger answered to its token
   * @param overtaken how many others held between the answer to the request and the grant
   */
  private record Hold(String request, long token, long fence, int overtaken) {}

  private final AtomicReference<String> holder = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Hold> holds = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> quarrels = new ConcurrentLinkedQueue<>();

  static boolean temporalIsMissing() {
    return new TemporalBinary(line -> {}).installed().isEmpty();
  }

  @Test
  void grantsEveryRequestInTurnToOneHolderAtATimeThroughAllItsRuns(@TempDir Path folder)
      throws Exception {
    try (LockLab lab = new LockLab(folder)) {
      long start = System.nanoTime();
      everyThread(lab);
      double seconds = (System.nanoTime() - start) / 1e9;

      assertThat(quarrels).isEmpty();
      List<Hold> inOrder = List.copyOf(holds);
      assertThat(inOrder).extracting(Hold::request).hasSize(THREADS * ACQUIRES);
      assertThat(inOrder).extracting(Hold::request).doesNotHaveDuplicates();
      assertThat(inOrder).extracting(Hold::token).doesNotHaveDuplicates().isSorted();
      assertThat(inOrder).allSatisfy(hold -> assertThat(hold.fence()).isEqualTo(hold.token()));
      assertThat(inOrder).allSatisfy(hold -> assertThat(hold.overtaken()).isLessThan(THREADS));
      assertNothingIsLeft(lab);
      Waiting.until("three runs of the lock are over", PATIENCE, () -> lab.turns() >= 3);
      System.out.printf(
          "lock: %d threads x %d acquires in %.1f s, %.1f a second, %d changes of runs%n",
          THREADS, ACQUIRES, seconds, THREADS * ACQUIRES / seconds, lab.turns());
    }
  }

  private void everyThread(LockLab lab) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "thread-" + thread;
        running.add(threads.submit(() -> holdOften(lab, name)));
      }
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  private Void holdOften(LockLab lab, String name) throws Exception {
    for (int i = 0; i < ACQUIRES; i++) {
      hold(lab, name + "-" + i);
    }
    return null;
  }

  private void hold(LockLab lab, String request) throws Exception {
    CompletableFuture<Long> grant = new CompletableFuture<>();
    LockWaiter.GRANTS.put(request, grant);
    lab.startWaiter(request);
    AcquireReply reply =
        answered(() -> lab.locks().acquire(LockLab.ACCOUNT, request, LockLab.ACCOUNT));
    int before = holds.size();
    long token =
        reply instanceof AcquireReply.Granted granted
            ? granted.token()
            : grant.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    String other = holder.compareAndExchange(null, request);
    if (other != null) {
      quarrels.add(request + " was granted " + token + " while " + other + " held the lock");
    }
    int overtaken = holds.size() - before;
    holds.add(new Hold(request, token, lab.raiseFence(token), overtaken));
    holder.compareAndSet(request, null);
    answered(
        () -> {
          lab.locks().release(LockLab.ACCOUNT, request, token);
          return true;
        });
  }

  /** Again while the server is too busy, as the activity that does it is repeated. */
  private static <T> T answered(Supplier<T> question) {
    AtomicReference<Optional<T>> answer = new AtomicReference<>(Optional.empty());
    Waiting.until(
        "the lock answers",
        PATIENCE,
        () -> {
          try {
            answer.set(Optional.of(question.get()));
          } catch (RuntimeException busy) {
            return false;
          }
          return true;
        });
    return answer.get().orElseThrow();
  }

  private static void assertNothingIsLeft(LockLab lab) {
    Waiting.until("the lock is free", PATIENCE, () -> lab.view().holder() == null);
    LockView view = lab.view();
    assertThat(view.waiters()).isEmpty();
    assertThat(view.statistics().acquisitions()).isEqualTo(THREADS * ACQUIRES);
    assertThat(view.statistics().forced()).isZero();
  }
}
