package dev.legwork.bench.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has ten million damaged frames read, in two threads, and says what became of them. Arguments: the
 * folder of the golden vectors, number of frames, seed. Ends with 1 if one was neither read nor
 * refused typed.
 */
public final class CodecFuzz {
  private static final int THREADS = 2;

  /** Read once before, so that loading classes counts as no frame's memory. */
  private static final long WARM_UP = 50_000;

  private CodecFuzz() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path vectors = Path.of(arguments[0]);
    long frames = Long.parseLong(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    part(new Fuzzer(vectors, seed), 0, Math.min(frames, WARM_UP));
    long start = System.nanoTime();
    try {
      report(run(vectors, frames, seed), seed, (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException untyped) {
      untyped.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static List<Fuzzer> run(Path vectors, long frames, long seed)
      throws InterruptedException, ExecutionException {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    List<Future<Fuzzer>> parts = new ArrayList<>();
    for (int part = 0; part < THREADS; part++) {
      int first = part;
      parts.add(threads.submit(() -> part(new Fuzzer(vectors, seed), first, frames)));
    }
    List<Fuzzer> done = new ArrayList<>();
    for (Future<Fuzzer> part : parts) {
      done.add(part.get());
    }
    threads.shutdown();
    return done;
  }

  private static Fuzzer part(Fuzzer fuzzer, long first, long frames) {
    for (long number = first; number < frames; number += THREADS) {
      fuzzer.read(number);
    }
    return fuzzer;
  }

  private static void report(List<Fuzzer> parts, long seed, double seconds) {
    System.out.println(Tally.head());
    Tally all = new Tally();
    for (int way = 0; way < parts.getFirst().directions().size(); way++) {
      Tally sum = new Tally();
      for (Fuzzer part : parts) {
        sum = sum.plus(part.tallies().get(way));
      }
      System.out.println(sum.markdown(parts.getFirst().directions().get(way).name()));
      all = all.plus(sum);
    }
    System.out.println(all.markdown("both"));
    System.out.printf(
        "%nseed %d: %,.0f frames/s in %d threads, %.0f s, no untyped failure%n",
        seed, all.frames() / seconds, THREADS, seconds);
  }
}
