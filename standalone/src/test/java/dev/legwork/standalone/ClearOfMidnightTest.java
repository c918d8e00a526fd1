package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearOfMidnightTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T04:57:00.001Z, 180.999", // New York, winter
    "2026-11-23T04:59:59Z, 2",
    "2026-07-07T03:58:30Z, 91", // New York, summer
    "2026-11-22T23:59:00Z, 61" // UTC
  })
  void waitsUntilItIsOverWhereItIsNear(Instant now, double seconds) {
    assertThat(ClearOfMidnight.delay(now)).isEqualTo(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T04:57:00Z",
        "2026-11-23T05:00:00Z",
        "2026-07-07T04:58:30Z",
        "2026-11-22T00:00:00Z",
        "2026-11-22T14:00:00Z"
      })
  void waitsForNothingOtherwise(Instant now) {
    assertThat(ClearOfMidnight.delay(now)).isZero();
  }
}
