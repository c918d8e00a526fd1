package dev.legwork.request;

import java.time.Duration;
import java.util.List;

/**
 * Timeouts as far as they could be read; what is missing has its default.
 *
 * @param limit null where the caller gave none
 */
record DraftTimeouts(Duration lock, Duration total, Duration afterFirstFill, Duration limit) {
  private static final List<String> FIELDS = List.of("lock", "total", "afterFirstFill", "limit");

  static DraftTimeouts read(FieldReader body, FieldErrors errors) {
    Timeouts usual = Timeouts.DEFAULT;
    FieldReader given =
        body.has("timeouts")
            ? FieldReader.of(body.raw("timeouts"), "timeouts", FIELDS, errors)
            : null;
    if (given == null) {
      return new DraftTimeouts(usual.lock(), usual.total(), usual.afterFirstFill(), null);
    }
    Reading<Duration> working = Readings.duration(Duration.ofSeconds(1), Duration.ofHours(1));
    Reading<Duration> waiting = Readings.duration(Duration.ofSeconds(1), Duration.ofHours(24));
    return new DraftTimeouts(
        given.optional("lock", usual.lock(), waiting),
        given.optional("total", usual.total(), working),
        given.optional("afterFirstFill", usual.afterFirstFill(), working),
        given.optional("limit", null, working));
  }

  /** Only where everything could be read. */
  Timeouts of(Pricing pricing) {
    return pricing == Pricing.HYBRID
        ? new Timeouts(lock, total, afterFirstFill, limitOfHybrid())
        : new Timeouts(lock, total, afterFirstFill);
  }

  /** How long a HYBRID trade works at the quotes. */
  Duration limitOfHybrid() {
    return limit == null ? Timeouts.HYBRID_LIMIT : limit;
  }
}
