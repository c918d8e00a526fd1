package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.simulation.Coverage.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds with trades that lean on their hedge, with everything going wrong. */
class LeanWorldsTest {

  @Test
  void holdsEveryInvariantAndWithdrawsWhereTheHedgeShowsTooLittle() {
    List<String> bad = new ArrayList<>();
    Coverage coverage = new Coverage();
    for (long seed = 60_001; seed <= 60_200; seed++) {
      Outcome outcome = SeedRun.of(Setting.of(seed));
      if (outcome.coverage().of(Topic.REASONS).containsKey(ReasonCode.HEDGE_SIZE.name())) {
        coverage.add(outcome.coverage());
      }
      if (!outcome.violations().isEmpty()) {
        bad.add("seed " + seed + ": " + outcome.violations());
      }
    }
    assertThat(bad).isEmpty();
    assertThat(coverage.of(Topic.SUMS)).containsKey("trades withdrawn for their hedge's size");
    assertThat(coverage.of(Topic.ENDINGS)).containsKeys(TradeState.REJECTED.name());
  }
}
