package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** fault S6, fault O32: windows are wall time of their zone. 2026-11-20 is a Friday. */
class ResetWindowTest {

  @ParameterizedTest
  @CsvSource({
    // 23:45 to 00:45 in New York is 04:45 to 05:45 UTC in winter
    "SAT-THU 23:45-00:45 America/New_York, 2026-11-20T04:44:59Z, false",
    "SAT-THU 23:45-00:45 America/New_York, 2026-11-20T04:45:00Z, true",
    "SAT-THU 23:45-00:45 America/New_York, 2026-11-20T05:44:59Z, true",
    "SAT-THU 23:45-00:45 America/New_York, 2026-11-20T05:45:00Z, false",
    // the window of Friday evening is another one
    "SAT-THU 23:45-00:45 America/New_York, 2026-11-21T05:00:00Z, false",
    "FRI 23:00-03:00 America/New_York, 2026-11-21T05:00:00Z, true",
    "FRI 23:00-03:00 America/New_York, 2026-11-20T05:00:00Z, false",
    // summer time: an hour earlier by UTC
    "DAILY 23:45-00:45 America/New_York, 2026-07-02T03:50:00Z, true",
    "DAILY 23:45-00:45 America/New_York, 2026-07-02T05:00:00Z, false",
    "MON+WED-THU 01:00-02:00 UTC, 2026-11-18T01:30:00Z, true",
    "MON+WED-THU 01:00-02:00 UTC, 2026-11-17T01:30:00Z, false",
  })
  void knowsWhenItIs(String window, String at, boolean inside) {
    assertThat(ResetWindow.parse(window).contains(Instant.parse(at), Duration.ZERO))
        .isEqualTo(inside);
  }

  @Test
  void countsItsMarginBeforeAndNotAfter() {
    ResetWindow window = ResetWindow.parse("DAILY 23:45-00:45 UTC");
    Duration minute = Duration.ofMinutes(1);

    assertThat(window.contains(Instant.parse("2026-11-20T23:43:59Z"), minute)).isFalse();
    assertThat(window.contains(Instant.parse("2026-11-20T23:44:00Z"), minute)).isTrue();
    assertThat(window.contains(Instant.parse("2026-11-20T00:45:01Z"), minute)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "23:45-00:45 America/New_York",
        "SAT-XXX 23:45-00:45 America/New_York",
        "DAILY 25:45-00:45 America/New_York",
        "DAILY 23:45-00:45 America/Atlantis",
        "DAILY 23:45-23:45 UTC",
        "MON-TUE-WED 01:00-02:00 UTC",
      })
  void refusesWhatItCannotReadAndNamesIt(String text) {
    assertThatThrownBy(() -> ResetWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
