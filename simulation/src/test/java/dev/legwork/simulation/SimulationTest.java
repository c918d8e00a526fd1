package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulation.Coverage.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few hundred worlds. The rest: {@code ./legwork simulate --seeds=10000}. */
class SimulationTest {
  private static final int THREADS = 2;

  @Test
  void holdsEveryInvariantInSixtyWorlds() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    new Campaign(
            1,
            60,
            THREADS,
            outcome -> {
              coverage.add(outcome.coverage());
              if (!outcome.isGood()) {
                bad.add("seed " + outcome.seed() + ": " + outcome.violations());
              }
            })
        .run();
    assertThat(bad).isEmpty();
    assertThat(coverage.of(Topic.ENDINGS))
        .containsKeys("COMMITTED", "UNWOUND", "NOT_FILLED", "REJECTED");
    assertThat(coverage.of(Topic.FAULTS)).hasSizeGreaterThan(40);
  }

  @Test
  void replaysASeedExactly() {
    for (long seed = 1; seed <= 40; seed++) {
      Outcome once = SeedRun.of(Setting.of(seed));
      Outcome again = SeedRun.of(Setting.of(seed));
      assertThat(again.story()).isEqualTo(once.story());
      assertThat(again.hash()).isEqualTo(once.hash());
    }
  }
}
