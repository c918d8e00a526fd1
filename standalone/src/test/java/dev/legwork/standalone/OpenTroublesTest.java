package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenTroublesTest {

  @Test
  void namesEveryKindAndSumsThemUp() {
    OpenTroubles open =
        new OpenTroubles(
            Map.of("POSITION_OFFSET", 1L, "POSITION_DIFFERS", 2L), Map.of("RESIDUAL_POSITION", 1L));

    assertThat(open.line())
        .isEqualTo(
            "open: divergences 3 (POSITION_DIFFERS 2, POSITION_OFFSET 1);"
                + " critical alerts 1 (RESIDUAL_POSITION 1)"
                + " (./legwork divergences, ./legwork alerts)");
  }

  @Test
  void saysThatNothingIsOpen() {
    assertThat(new OpenTroubles(Map.of(), Map.of()).line())
        .isEqualTo("open: divergences 0; critical alerts 0");
  }
}
