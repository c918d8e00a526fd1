package dev.legwork.desk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTimesTest {
  private static final String WEEK =
      "20140605:0930-20140605:1600;20140606:0930-20140606:1300;20140607:CLOSED";

  @ParameterizedTest
  @CsvSource({
    "2014-06-05T13:29:59Z, true",
    "2014-06-05T13:30:00Z, false",
    "2014-06-05T19:59:59Z, false",
    "2014-06-05T20:00:00Z, true",
    "2014-06-06T16:59:59Z, false",
    "2014-06-06T17:00:00Z, true",
    "2014-06-07T15:00:00Z, true"
  })
  void isClosedOutsideTheSessions(String at, boolean closed) {
    assertThat(read("US/Eastern", WEEK).isClosed(Instant.parse(at))).isEqualTo(closed);
  }

  @Test
  void tellsNothingAboutADayThatIsNotNamed() {
    assertThat(read("US/Eastern", WEEK).isClosed(Instant.parse("2014-06-10T03:00:00Z"))).isFalse();
  }

  @Test
  void readsSeveralSessionsADayAndTheOlderForm() {
    OpeningTimes both = read("EST (Eastern Standard Time)", "20140605:0700-0900,0930-1600");

    assertThat(both.isClosed(Instant.parse("2014-06-05T13:15:00Z"))).isTrue();
    assertThat(both.isClosed(Instant.parse("2014-06-05T12:30:00Z"))).isFalse();
    assertThat(both.isClosed(Instant.parse("2014-06-05T15:00:00Z"))).isFalse();
  }

  @Test
  void isOpenRoundTheClockAndAcrossMidnight() {
    OpeningTimes always = read("US/Eastern", "20140605:0000-20140606:0000");
    OpeningTimes night = read("US/Eastern", "20140605:1800-20140606:1700;20140606:CLOSED");

    assertThat(always.isClosed(Instant.parse("2014-06-05T04:00:00Z"))).isFalse();
    assertThat(always.isClosed(Instant.parse("2014-06-06T03:59:59Z"))).isFalse();
    assertThat(night.isClosed(Instant.parse("2014-06-06T20:30:00Z"))).isFalse();
    assertThat(night.isClosed(Instant.parse("2014-06-06T21:00:00Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "US/Eastern, ''",
    "US/Eastern, tomorrow",
    "US/Eastern, 20140605",
    "US/Eastern, 20140605:0930",
    "US/Eastern, 20140605:9h-10h",
    "Nowhere, 20140605:CLOSED",
    "'', 20140605:CLOSED"
  })
  void tellsNothingFromWhatCannotBeRead(String zone, String text) {
    assertThat(OpeningTimes.parse(zone, text)).isEmpty();
  }

  private static OpeningTimes read(String zone, String text) {
    return OpeningTimes.parse(zone, text).orElseThrow();
  }
}
