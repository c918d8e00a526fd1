package dev.legwork.request;

import static dev.legwork.request.Conversions.RULES;
import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRequestTest {

  @Test
  void readsTheStopOfALegWithItsDefaults() {
    Map<String, Object> body = stopping("leg", "put", "trigger", "1.00");

    assertThat(valid(body).request().stop())
        .isEqualTo(ProtectiveStop.ofLeg("put", new BigDecimal("1"), null, Duration.ofSeconds(5)));
  }

  @Test
  void readsTheStopOfTheGroup() {
    assertThat(valid(stopping("netTrigger", "68.00")).request().stop())
        .isEqualTo(ProtectiveStop.ofGroup(new BigDecimal("68")));
  }

  @Test
  void aRequestWithoutAStopHasTheTextItAlwaysHad() {
    assertThat(valid(conversion()).text()).doesNotContain("stop");
  }

  @Test
  void readingTheCanonicalTextGivesTheSameStop() {
    Map<String, Object> body =
        stopping("leg", "call", "trigger", "2.000", "limit", "2.10", "fallbackAfter", "PT2S");

    assertThat(valid(body).text())
        .contains(
            "\"stop\":{\"leg\":\"call\",\"trigger\":\"2\",\"limit\":\"2.1\",\"fallbackAfter\":\"PT2S\"}");
    assertThat(valid(body).hash()).isNotEqualTo(valid(conversion()).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "leg=stock,trigger=68; stop.leg; covers the short leg call",
        "leg=stock,trigger=68; stop.leg; stop.netTrigger",
        "leg=none,trigger=68; stop.leg; name of a leg",
        "leg=put; stop.trigger; missing",
        "trigger=1; stop.leg; missing",
        "leg=put,trigger=1,limit=1.10; stop.limit; below it",
        "leg=call,trigger=2,limit=1.90; stop.limit; above it",
        "leg=put,trigger=0; stop.trigger; above 0",
        "leg=put,trigger=1,fallbackAfter=PT0.1S; stop.fallbackAfter; PT1S",
        "leg=put,trigger=1,netTrigger=60; stop.leg; left out beside netTrigger",
        "netTrigger=69.72; stop.netTrigger; below netLimit",
        "fallbackAfter=PT5S; stop; netTrigger for the whole group",
        "leg=put,trigger=1,trail=2; stop.trail; unknown field"
      })
  void refusesWhatIsNoStop(String given, String field, String message) {
    Map<String, Object> stop = new LinkedHashMap<>();
    for (String pair : given.split(",")) {
      stop.put(pair.split("=")[0], pair.split("=")[1]);
    }

    assertThat(errors(stop))
        .anySatisfy(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.message()).contains(message);
            });
  }

  @Test
  void refusesATriggerOnTheWrongSideOfTheLegsOwnLimit() {
    Map<String, Object> body = stopping("leg", "put", "trigger", "1.30");
    List<?> legs = (List<?>) body.get("legs");
    String[] limits = {"69.60", "1.25", "1.20"};
    for (int i = 0; i < limits.length; i++) {
      limit(legs.get(i), limits[i]);
    }

    assertThat(Conversions.errors(body))
        .anySatisfy(error -> assertThat(error.field()).isEqualTo("stop.trigger"));
  }

  @Test
  void guardsAlsoTheUnitsThatAreKeptAndWhatACombinationEntered() {
    Map<String, Object> kept = stopping("netTrigger", "68.00");
    kept.put("partial", new LinkedHashMap<>(Map.of("units", "KEEP")));
    assertThat(Conversions.valid(kept).request().stop()).isNotNull();

    Map<String, Object> combo = stopping("netTrigger", "68.00");
    combo.put("placing", "COMBO");
    assertThat(Conversions.valid(combo).request().stop()).isNotNull();
  }

  @SuppressWarnings("unchecked")
  private static void limit(Object leg, String limit) {
    ((Map<String, Object>) leg).put("limit", limit);
  }

  private static List<FieldError> errors(Map<String, Object> stop) {
    Map<String, Object> body = conversion();
    body.put("stop", stop);
    return ((ReadRequest.Invalid) RequestReader.read(body, null, RULES)).errors();
  }

  private static Map<String, Object> stopping(String... pairs) {
    Map<String, Object> stop = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      stop.put(pairs[i], pairs[i + 1]);
    }
    Map<String, Object> body = conversion();
    body.put("stop", stop);
    return body;
  }
}
