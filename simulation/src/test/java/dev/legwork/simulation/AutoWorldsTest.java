package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulation.Coverage.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds in which it is left to us how trades are placed, with everything going wrong. */
class AutoWorldsTest {

  @Test
  void holdsEveryInvariantAndChoosesEveryModeWhereThatIsLeftToUs() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    for (long seed = 50_001; seed <= 50_250; seed++) {
      Outcome outcome = SeedRun.of(Setting.of(seed));
      coverage.add(outcome.coverage());
      if (!outcome.violations().isEmpty()) {
        bad.add("seed " + seed + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
    assertThat(coverage.never(Topic.CHOICES)).isEmpty();
  }
}
