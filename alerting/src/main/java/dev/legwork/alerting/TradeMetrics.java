package dev.legwork.alerting;

import dev.legwork.judgement.TradeConduct;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * How trades end, by strategy: each counted once over all processes, by the one that judged it, so
 * that sums over all processes are right. Fill and unwind rate are quotients of {@code
 * legwork.trades} by state.
 */
final class TradeMetrics {
  /** Tag of a trade whose caller named no strategy. */
  static final String NO_STRATEGY = "none";

  private static final int LONGEST_NAME = 40;

  private final MeterRegistry metrics;

  TradeMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void ended(TradeConduct trade) {
    Tags strategy = Tags.of("strategy", strategy(trade));
    Counter.builder("legwork.trades")
        .description("ended trades, each once, by its first ending")
        .tags(strategy.and("state", trade.state().name()))
        .register(metrics)
        .increment();
    if (trade.took() != null) {
      duration(strategy.and("state", trade.state().name())).record(trade.took());
    }
    if (trade.lockWait() != null) {
      lockWait(strategy).record(trade.lockWait());
    }
    if (trade.slippage() != null) {
      slippage(strategy).record(Math.max(0, trade.slippage().doubleValue()));
    }
    if (trade.profitCapture() != null) {
      capture(strategy, trade);
    }
    if (trade.unwindCost().signum() != 0) {
      Counter.builder("legwork.trade.unwind.cost")
          .description("lost in unwinding, USD before fees; what was gained is left out")
          .tags(strategy)
          .register(metrics)
          .increment(Math.max(0, trade.unwindCost().doubleValue()));
    }
    if (trade.hedged()) {
      Counter.builder("legwork.trades.hedged")
          .description("ended trades that ordered an emergency hedge")
          .tags(strategy)
          .register(metrics)
          .increment();
    }
  }

  private Timer duration(Tags tags) {
    return Timer.builder("legwork.trade.duration")
        .description("from a trade's first order to its end")
        .tags(tags)
        .serviceLevelObjectives(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10))
        .register(metrics);
  }

  private Timer lockWait(Tags tags) {
    return Timer.builder("legwork.trade.lock.wait")
        .description("from a trade's acceptance until it was granted the lock")
        .tags(tags)
        .serviceLevelObjectives(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10))
        .register(metrics);
  }

  private DistributionSummary slippage(Tags tags) {
    return DistributionSummary.builder("legwork.trade.slippage")
        .description("USD per share worse than expected; an improvement counts as 0")
        .tags(tags)
        .serviceLevelObjectives(0.01, 0.05, 0.1, 0.2, 0.5)
        .register(metrics);
  }

  private void capture(Tags tags, TradeConduct trade) {
    Counter.builder("legwork.trade.profit.expected")
        .description("expected profit of committed trades, USD per share of one unit, summed")
        .tags(tags)
        .register(metrics)
        .increment(trade.expectedProfit().doubleValue());
    DistributionSummary.builder("legwork.trade.profit.capture")
        .description("part of its expected profit that a committed trade kept; a loss counts as 0")
        .tags(tags)
        .serviceLevelObjectives(0.25, 0.5, 0.75, 0.9, 1.0)
        .register(metrics)
        .record(Math.max(0, trade.profitCapture().doubleValue()));
  }

  /** What callers name is cut: a name for every trade must not make a series for every trade. */
  private static String strategy(TradeConduct trade) {
    String name = trade.strategy() == null ? NO_STRATEGY : trade.strategy();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
