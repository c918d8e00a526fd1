package dev.legwork.bench.decision;

import dev.legwork.allocation.Allocation;
import dev.legwork.allocation.ComboAllocation;
import dev.legwork.allocation.LimitAllocation;
import dev.legwork.decision.Clocking;
import dev.legwork.decision.CompletionTerms;
import dev.legwork.decision.Decision;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.margin.MarginModel;
import dev.legwork.margin.Shocks;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.stop.StopDecisions;
import dev.legwork.stop.StopStep;
import dev.legwork.unwind.UnwindPlan;
import dev.legwork.unwind.UnwindProgress;
import dev.legwork.unwind.UnwindStep;
import java.math.BigDecimal;
import java.time.Duration;
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
 * The decisions and allocations of a trade of six legs. The target is 50 µs each. Sampled: the
 * median of a shared machine says what the code takes, its mean what the neighbours took as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecisionBenchmark {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final SixLegs trade = new SixLegs();
  private final Clocking clocking = new Clocking(SixLegs.WRITTEN, SixLegs.WRITTEN.plusMillis(5));
  private final Reason late = new Reason(ReasonCode.TIMEOUT, "not filled in time");

  /** While an order works. */
  @Benchmark
  public Decision whileWorking() {
    return EntryDecisions.whileWorking(
        trade.working, clocking, Policy.DEFAULT, SixLegs.WRITTEN.plusMillis(20), null);
  }

  /** Once nothing lives any more: one leg is missing. */
  @Benchmark
  public Decision afterWithdrawal() {
    return EntryDecisions.afterWithdrawal(trade.withdrawn, late);
  }

  /** What completing by the missing leg may cost. */
  @Benchmark
  public CompletionTerms completionTerms() {
    return CompletionTerms.of(trade.withdrawn, trade.executable);
  }

  /** The first wave of unwinding. */
  @Benchmark
  public UnwindStep unwindPlan() {
    return UnwindPlan.next(trade.withdrawn, trade.quotes, UnwindProgress.NONE, Policy.DEFAULT);
  }

  /** A look of the stop that guards all legs. */
  @Benchmark
  public StopStep stopDecision() {
    return StopDecisions.next(trade.guarded);
  }

  /** Limits from quotes and bound. */
  @Benchmark
  public Allocation limitAllocation() {
    return LimitAllocation.allocate(trade.plan, trade.instruments, trade.quotes, FRESH);
  }

  /** The net limit of one order of all legs. */
  @Benchmark
  public Allocation comboAllocation() {
    return ComboAllocation.allocate(trade.combo, BigDecimal.ZERO, trade.quotes, FRESH);
  }

  /** All 63 subsets of the legs in all worse markets. */
  @Benchmark
  public MarginModel.Assessment marginModel() {
    return MarginModel.assess(
        trade.marginLegs, new BigDecimal("69.99"), SixLegs.TODAY, Shocks.DEFAULT);
  }
}
