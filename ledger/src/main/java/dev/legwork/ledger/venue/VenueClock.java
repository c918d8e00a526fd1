package dev.legwork.ledger.venue;

import dev.legwork.ledger.sql.Database;
import java.time.Duration;
import java.util.Optional;

/** How far each venue's clock is ahead of ours. */
public final class VenueClock {
  private final Database db;

  public VenueClock(Database db) {
    this.db = db;
  }

  /** Venue time minus our time, to the millisecond; empty while no desk has asked the venue. */
  public Optional<Duration> offset(String venue) {
    return db.ask(
        "clock of " + venue,
        () ->
            db.sql("select offset_ms from venue_clock where venue = :venue")
                .param("venue", venue)
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis));
  }

  /** Keeps a new offset. */
  public void store(String venue, Duration offset) {
    db.write(
        "clock of " + venue,
        () ->
            db.sql(
                    """
                    insert into venue_clock (venue, offset_ms) values (:venue, :offset)
                    on conflict (venue)
                    do update set offset_ms = excluded.offset_ms, updated_at = now()
                    """)
                .param("venue", venue)
                .param("offset", offset.toMillis())
                .update());
  }
}
