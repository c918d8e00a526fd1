package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.LedgerTruth.OpenDivergence;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** A stranger's position, a lost session: they need no trade. */
  @Test
  void countsAccountsThatNeverTradedUnlessSomeAreNamed() {
    List<OpenDivergence> divergences =
        List.of(
            new OpenDivergence("DU1000001", "POSITION_OFFSET", "k", 1),
            new OpenDivergence("DU1000009", "POSITION_DIFFERS", "k", 1));
    List<StoredAlert> alerts = List.of(critical("SESSION_LOST", "DU1000009"), critical("X", null));

    assertThat(OpenTroubles.of(divergences, alerts, List.of()))
        .isEqualTo(
            new OpenTroubles(
                Map.of("POSITION_OFFSET", 1L, "POSITION_DIFFERS", 1L),
                Map.of("SESSION_LOST", 1L, "X", 1L)));
    assertThat(OpenTroubles.of(divergences, alerts, new ArrayList<>(List.of("DU1000001"))))
        .isEqualTo(new OpenTroubles(Map.of("POSITION_OFFSET", 1L), Map.of()));
  }

  private static StoredAlert critical(String code, String account) {
    Alert alert = new Alert(Alert.Severity.CRITICAL, code, "text", List.of());
    return new StoredAlert(
        1, null, account, alert, false, Instant.EPOCH, Instant.EPOCH, null, null, null);
  }

  @Test
  void saysThatNothingIsOpen() {
    assertThat(new OpenTroubles(Map.of(), Map.of()).line())
        .isEqualTo("open: divergences 0; critical alerts 0");
  }
}
