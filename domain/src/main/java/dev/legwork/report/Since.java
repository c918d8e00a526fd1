package dev.legwork.report;

import dev.legwork.report.ExecutionReport.TimelineLine;
import dev.legwork.saga.TimelineEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * A trade's own time axis.
 *
 * @param begun when it was accepted; should clocks disagree, its first line if that is older
 */
record Since(Instant begun) {
  static Since of(TradeRecord trade) {
    return new Since(
        trade.timeline().stream()
            .map(TimelineEntry::at)
            .filter(at -> at.isBefore(trade.acceptedAt()))
            .min(Instant::compareTo)
            .orElse(trade.acceptedAt()));
  }

  /** Milliseconds since then; null for no instant. */
  Long millis(Instant at) {
    return at == null ? null : Duration.between(begun, at).toMillis();
  }

  TimelineLine line(TimelineEntry entry) {
    return new TimelineLine(
        millis(entry.at()),
        entry.at(),
        entry.event(),
        entry.leg(),
        entry.detail(),
        entry.heardAt());
  }
}
