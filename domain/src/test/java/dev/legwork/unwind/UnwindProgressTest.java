package dev.legwork.unwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnwindProgressTest {
  private static final UnwindProgress.Round SPENT =
      new UnwindProgress.Round(5, new BigDecimal("1.20"), BigDecimal.ZERO);

  /**
   * Else a market that flickers would give every other leg five attempts more, and a new collar.
   */
  @Test
  void givesNewAttemptsOnlyToLegsWhoseMarketWasAway() {
    UnwindProgress progress =
        new UnwindProgress(Map.of("stock", SPENT, "call", SPENT), Map.of("stock", 5, "call", 5));

    UnwindProgress back = progress.afresh(Set.of("call"));

    assertThat(back.rounds()).containsOnlyKeys("stock");
    assertThat(back.numbers()).isEqualTo(progress.numbers());
  }
}
