package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulation.Coverage.Topic;
import dev.legwork.simulation.fault.FaultKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** faults O24, O28: worlds in which nothing goes wrong but that markets go away. */
class MarketGoneWorldsTest {
  private static final int SEEDS = 400;

  @Test
  void waitsForMarketsThatGoAwayWhileATradeIsUndone() {
    Set<FaultKind> without = EnumSet.allOf(FaultKind.class);
    without.remove(FaultKind.O24_MARKET_GONE);
    Coverage coverage = new Coverage();
    List<String> bad = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Outcome outcome = SeedRun.of(new Setting(seed, without));
      coverage.add(outcome.coverage());
      if (!outcome.isGood()) {
        bad.add("seed " + outcome.seed() + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
    assertThat(coverage.of(Topic.STATES).get("WAITING_MARKET")).isGreaterThanOrEqualTo(5);
    assertThat(coverage.of(Topic.ENDINGS)).containsKey("UNWOUND");
  }
}
