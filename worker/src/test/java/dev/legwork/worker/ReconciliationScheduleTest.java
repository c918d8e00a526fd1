package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconciliationScheduleTest {
  private static final Duration INTERVAL = Duration.ofSeconds(12);

  @Test
  void reconcilesNoTwoAccountsOfARowInTheSameSecond() {
    List<Duration> offsets =
        IntStream.rangeClosed(1, 9)
            .mapToObj(n -> ReconciliationSchedule.offset("DU100000" + n, INTERVAL))
            .toList();

    assertThat(offsets).doesNotHaveDuplicates();
    assertThat(offsets)
        .allMatch(offset -> !offset.isNegative() && offset.compareTo(INTERVAL) < 0)
        .allMatch(offset -> offset.getNano() == 0);
  }
}
