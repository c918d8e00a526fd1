package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.simulation.Coverage.Topic;
import dev.legwork.simulation.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds in a build; many more of them: {@code ./legwork simulate --seeds=10000}. */
class SimulationTest {
  private static final int THREADS = 2;

  @Test
  void holdsEveryInvariantInManyWorlds() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    new Campaign(
            1,
            150,
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
        .containsKeys("COMMITTED", "UNWOUND", "NOT_FILLED", "REJECTED", "RESIDUAL");
    assertThat(coverage.of(Topic.FAULTS)).hasSizeGreaterThan(55);
  }

  @Test
  void replaysASeedExactly() {
    for (long seed = 1; seed <= 25; seed++) {
      Outcome once = SeedRun.of(Setting.of(seed));
      Outcome again = SeedRun.of(Setting.of(seed));
      assertThat(again.story()).isEqualTo(once.story());
      assertThat(again.hash()).isEqualTo(once.hash());
    }
  }

  @Test
  void replaysASeedExactlyInAnotherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SeedHashes.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(other.waitFor()).isZero();
    assertThat(told.strip()).isEqualTo(SeedHashes.hashes());
  }

  @Test
  void needsNobodyWhereNothingGoesWrong() {
    for (long seed = 1; seed <= 10; seed++) {
      Outcome calm = SeedRun.of(new Setting(seed, EnumSet.allOf(FaultKind.class)));

      assertThat(calm.violations()).isEmpty();
      assertThat(calm.coverage().of(Topic.FAULTS)).isEmpty();
      assertThat(calm.coverage().of(Topic.ALERTS).keySet())
          .as("alerts that a calm world may raise: legs that fill one after another")
          .isSubsetOf(ExposureAlarm.EXPOSURE);
    }
  }
}
