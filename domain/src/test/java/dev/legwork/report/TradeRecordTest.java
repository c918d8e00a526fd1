package dev.legwork.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which order a trade's timeline is shown. */
class TradeRecordTest {
  private static final Instant START = Trades.START;

  /** The desk's clock is 20 ms behind Temporal's. */
  @Test
  void whatIsHeardAtOnceIsShownAsItWasTold() {
    TimelineEntry decided = line(5_000, "DECIDED_WITHDRAW");
    TimelineEntry cancelled = line(4_990, "ORDER_CANCELLED");

    assertThat(shown(line(0, "WORKING"), decided, cancelled, line(5_100, "NOT_FILLED")))
        .extracting(TimelineEntry::event)
        .containsExactly("WORKING", "DECIDED_WITHDRAW", "ORDER_CANCELLED", "NOT_FILLED");
  }

  @Test
  void whatTheTradeLearnedOfLaterIsShownWhereItHappened() {
    TimelineEntry fill = late(1_000, 66_000, "FILL");
    TimelineEntry cancelled = late(3_000, 66_000, "ORDER_CANCELLED");

    assertThat(shown(line(0, "WORKING"), line(2_000, "SESSION_LOST"), fill, cancelled))
        .extracting(TimelineEntry::event)
        .containsExactly("WORKING", "FILL", "SESSION_LOST", "ORDER_CANCELLED");
  }

  @Test
  void whatIsShownOnceIsShownTheSameAgain() {
    List<TimelineEntry> once =
        shown(
            line(0, "WORKING"),
            line(5_000, "DECIDED_WITHDRAW"),
            line(4_990, "ORDER_CANCELLED"),
            late(4_995, 9_000, "FILL"));

    assertThat(shown(once.toArray(TimelineEntry[]::new))).isEqualTo(once);
  }

  private static List<TimelineEntry> shown(TimelineEntry... told) {
    return new TradeRecord(
            Trades.conversion(1),
            TradeState.WORKING,
            null,
            7,
            START,
            null,
            List.of(),
            List.of(),
            List.of(told),
            Map.of())
        .timeline();
  }

  private static TimelineEntry line(int millis, String event) {
    return new TimelineEntry(START.plusMillis(millis), event, null, "");
  }

  private static TimelineEntry late(int millis, int heard, String event) {
    return new TimelineEntry(START.plusMillis(millis), event, null, "", START.plusMillis(heard));
  }
}
