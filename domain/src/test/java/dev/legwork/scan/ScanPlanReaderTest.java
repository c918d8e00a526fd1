package dev.legwork.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.request.FieldError;
import dev.legwork.request.RequestRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanPlanReaderTest {
  private static final RequestRules RULES = new RequestRules(Set.of("DU1"), Set.of(), null);

  private static Map<String, Object> least() {
    Map<String, Object> body = new HashMap<>();
    body.put("symbols", List.of("TWX", "GOOG"));
    body.put("strategies", Map.of("SFR", Map.of()));
    return body;
  }

  private static ScanPlan plan(Map<String, Object> body) {
    return ((ReadScan.Valid) ScanPlanReader.read(body, RULES, settings -> List.of())).plan();
  }

  /** The strategies' own check finds fault with everything it is shown. */
  private static List<String> errors(Object tree) {
    return switch (ScanPlanReader.read(
        tree,
        RULES,
        settings ->
            settings.keySet().stream()
                .map(name -> new FieldError(name, null, "is wrong", FieldError.Kind.SHAPE))
                .toList())) {
      case ReadScan.Valid ignored -> List.of();
      case ReadScan.Invalid invalid -> invalid.errors().stream().map(FieldError::field).toList();
    };
  }

  @Test
  void fillsInWhatIsNotSaid() {
    assertThat(plan(least()))
        .isEqualTo(
            new ScanPlan(
                "DU1",
                List.of("TWX", "GOOG"),
                Map.of("SFR", Map.of("quantity", "1")),
                Duration.ofSeconds(20)));
  }

  @Test
  void givesItsQuantityToStrategiesThatHaveNoneOfTheirOwn() {
    Map<String, Object> body = least();
    body.put("quantity", 3);
    body.put("atMost", "PT5S");
    body.put("strategies", Map.of("SFR", Map.of("quantity", 2), "BOX", Map.of()));

    assertThat(plan(body).strategies())
        .isEqualTo(Map.of("SFR", Map.of("quantity", "2"), "BOX", Map.of("quantity", "3")));
    assertThat(plan(body).atMost()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void tellsEveryErrorAtOnceThoseOfStrategiesToo() {
    Map<String, Object> body = least();
    body.put("symbols", List.of("TWX", "twx", "TWX"));
    body.put("account", "DU2");
    body.put("quantity", 0);
    body.put("atMost", "PT31S");
    body.put("stopAfter", Map.of());

    assertThat(errors(body))
        .containsExactlyInAnyOrder(
            "symbols[1]",
            "symbols[2]",
            "account",
            "quantity",
            "atMost",
            "stopAfter",
            "strategies.SFR");
  }

  @Test
  void asksForSymbolsAndStrategies() {
    assertThat(errors(Map.of())).containsExactlyInAnyOrder("symbols", "strategies");
    assertThat(errors("TWX")).containsExactly("body");
  }
}
