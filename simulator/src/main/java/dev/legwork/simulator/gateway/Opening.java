package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.market.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a venue's time begins. A run of the same market before the session of the journal's last
 * one has ended goes on as if the process had never stopped; any other run is a new session.
 *
 * @param entry what the journal has to remember; the last run's when it goes on
 */
record Opening(
    JournalEntry.Opened entry, Instant venueTime, Instant marketTime, boolean newSession) {

  static Opening of(VenueSettings settings, Market market, Ledger ledger, Instant wallTime) {
    JournalEntry.Opened last = ledger.opened();
    if (last != null && last.market().equals(market.name())) {
      Duration since = Duration.between(last.wallTime(), wallTime);
      Instant venueTime = last.venueTime().plus(since);
      Instant marketTime = last.venueTime().plus(scaled(since, settings.speed()));
      Instant end = market.hours().sessionEnd(last.venueTime());
      if (!since.isNegative() && venueTime.isBefore(end) && marketTime.isBefore(end)) {
        return new Opening(last, venueTime, marketTime, false);
      }
    }
    Instant start = settings.start() == null ? wallTime : settings.start();
    int instance = last == null ? settings.instance() : last.instance();
    var entry = new JournalEntry.Opened(instance, market.name(), start, wallTime);
    return new Opening(entry, start, start, true);
  }

  private static Duration scaled(Duration elapsed, BigDecimal speed) {
    return Duration.ofNanos(speed.multiply(BigDecimal.valueOf(elapsed.toNanos())).longValue());
  }
}
