package dev.legwork.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's clock, told in whole seconds and kept going by our monotonic clock: a step of this
 * machine's wall clock changes nothing.
 */
final class VenueTime {
  private static final Logger LOG = LoggerFactory.getLogger(VenueTime.class);
  private static final Duration TOLD_AGAIN = Duration.ofMillis(500);

  private final DeskSettings settings;
  private final DeskClock clock;
  private final DeskLedger ledger;
  private final Background background;
  private Instant base;
  private long baseNanos;
  private boolean known;
  private Duration toldOffset;

  VenueTime(DeskSettings settings, DeskClock clock, DeskLedger ledger, Background background) {
    this.settings = settings;
    this.clock = clock;
    this.ledger = ledger;
    this.background = background;
  }

  /** The venue said that it is this second now. */
  void on(long epochSeconds) {
    Instant told = Instant.ofEpochSecond(epochSeconds);
    // The second was cut off: the highest estimate is the best, unless the clock was set.
    boolean refines = base != null && Duration.between(told, now()).compareTo(oneSecond()) < 0;
    if (!refines || told.isAfter(now())) {
      base = told;
      baseNanos = clock.nanos();
    }
    known = true;
    tellLedger();
  }

  /** Venue time; wall time while the venue has not told it. */
  Instant now() {
    return base == null ? clock.wall() : base.plusNanos(clock.nanos() - baseNanos);
  }

  /** Whether it was told in this session. */
  boolean isKnown() {
    return known;
  }

  void sessionLost() {
    known = false;
  }

  /** The venue's calendar day. */
  LocalDate today() {
    return now().atZone(settings.brokerZone()).toLocalDate();
  }

  /** Venue time − wall time; null while unknown. */
  Duration offset() {
    return base == null ? null : Duration.between(clock.wall(), now());
  }

  private void tellLedger() {
    Duration offset = offset();
    if (toldOffset != null && toldOffset.minus(offset).abs().compareTo(TOLD_AGAIN) < 0) {
      return;
    }
    toldOffset = offset;
    background.submit(
        Background.Lane.INTENTS,
        () -> {
          ledger.venueOffset(offset);
          return offset;
        },
        (done, failure) -> {
          if (failure != null) {
            toldOffset = null;
            LOG.warn("The ledger did not take the venue's clock; told again later", failure);
          }
        });
  }

  private static Duration oneSecond() {
    return Duration.ofSeconds(1);
  }
}
