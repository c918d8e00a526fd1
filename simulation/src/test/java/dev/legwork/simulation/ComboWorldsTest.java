package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulation.Coverage.Topic;
import dev.legwork.simulation.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * fault O19, fault O20: worlds in which trades are placed as combos, with everything going wrong.
 */
class ComboWorldsTest {

  @Test
  void holdsEveryInvariantWhereTradesArePlacedAsCombos() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    long first = 30_001;
    long last = 30_600;
    for (long seed = first; seed <= last; seed++) {
      Outcome outcome = SeedRun.of(Setting.of(seed));
      if (!outcome.coverage().of(Topic.SUMS).containsKey("combos")) {
        continue;
      }
      coverage.add(outcome.coverage());
      if (!outcome.violations().isEmpty()) {
        bad.add("seed " + seed + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
    assertThat(coverage.of(Topic.SUMS).get("combos")).isGreaterThan(50);
    assertThat(coverage.of(Topic.ENDINGS))
        .containsKeys("COMMITTED", "UNWOUND", "NOT_FILLED", "REJECTED");
    assertThat(coverage.of(Topic.FAULTS))
        .containsKeys(
            FaultKind.O19_LEGS_LATE.name(),
            FaultKind.O19_LEGS_LOST.name(),
            FaultKind.O19_SUMMARY_LOST.name());
  }
}
