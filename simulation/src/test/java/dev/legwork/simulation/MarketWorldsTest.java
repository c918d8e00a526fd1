package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.ReasonCode;
import dev.legwork.simulation.Coverage.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds with orders that never rest, with everything going wrong. */
class MarketWorldsTest {

  @Test
  void holdsEveryInvariantWhereOrdersNeverRest() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    for (long seed = 40_001; seed <= 40_150; seed++) {
      Outcome outcome = SeedRun.of(Setting.of(seed));
      if (outcome.coverage().of(Topic.SUMS).containsKey("orders that never rest")) {
        coverage.add(outcome.coverage());
      }
      if (!outcome.violations().isEmpty()) {
        bad.add("seed " + seed + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
    assertThat(coverage.of(Topic.SUMS).get("orders that never rest")).isGreaterThan(60);
    assertThat(coverage.of(Topic.REASONS)).containsKey(ReasonCode.NOT_FILLED_AT_ONCE.name());
  }
}
