package dev.legwork.bench.scan;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.strategy.ScanOutcome;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass over 2,000 contracts, all pairs. The target is 2 ms. Sampled: the median of a shared
 * machine says what the code takes, its mean what the neighbours took as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBenchmark {
  private final List<ChainSnapshot> chain = List.of(BenchChain.snapshot());
  private final List<Strategy> sfr = List.of(BenchChain.strategy("SFR"));
  private final List<Strategy> synthetic = List.of(BenchChain.strategy("SYNTHETIC"));
  private final List<Strategy> both = List.of(sfr.getFirst(), synthetic.getFirst());

  /** 24,500 conversions. */
  @Benchmark
  public ScanOutcome sfr() {
    return Scanner.scan(sfr, chain);
  }

  /** The same pairs by Synthetic's filters and score. */
  @Benchmark
  public ScanOutcome synthetic() {
    return Scanner.scan(synthetic, chain);
  }

  /** Both strategies over the same chain. */
  @Benchmark
  public ScanOutcome both() {
    return Scanner.scan(both, chain);
  }
}
