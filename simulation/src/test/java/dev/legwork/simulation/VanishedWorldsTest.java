package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulation.Coverage.Topic;
import dev.legwork.simulation.fault.FaultKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * fault Y16: worlds in which trades are terminated, and nothing else goes wrong but for markets.
 */
class VanishedWorldsTest {
  private final Coverage coverage = new Coverage();

  /** Its recovery goes on with hedge and wait. */
  @Test
  void takesOverTradesThatVanishWhileTheyHedgeOrWait() {
    holds(400, EnumSet.of(FaultKind.O24_MARKET_GONE, FaultKind.Y16_TERMINATED_EXPOSED));

    assertThat(coverage.of(Topic.STEPS))
        .containsKeys("TERMINATED_HEDGING", "TERMINATED_WAITING_MARKET");
    assertThat(coverage.of(Topic.REASONS)).containsKey("VANISHED");
  }

  /** What certainly wrote nothing is rejected, what traded is unwound. */
  @Test
  void settlesTradesThatVanishBeforeTheirOrdersAreWritten() {
    holds(100, EnumSet.of(FaultKind.Y16_TERMINATED_AT_INTENTS));

    assertThat(coverage.of(Topic.SUMS))
        .containsKeys("vanished REJECTED with orders", "vanished UNWOUND with orders");
  }

  private void holds(int seeds, Set<FaultKind> kinds) {
    List<String> bad = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Outcome outcome = SeedRun.of(Setting.only(seed, kinds));
      coverage.add(outcome.coverage());
      if (!outcome.isGood()) {
        bad.add("seed " + outcome.seed() + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
  }
}
