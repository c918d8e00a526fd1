package dev.legwork.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the invariants are looked at, and so which of them can be asked for.
 *
 * @param now by the clock of the ledger's times
 * @param settled nothing is under way: what the broker has said is stored, alerts are written and
 *     the latest reconciliation is complete
 * @param healthySince no fault since then, and a worker that serves; empty: not known, so that
 *     progress (10) and alerts in time (11) are not asked for
 * @param skew how far the clock of {@link BrokerOrder#receivedAt} may be off the ledger's
 */
public record Moment(Instant now, boolean settled, Optional<Instant> healthySince, Duration skew) {

  /** In the middle of things: safety at every instant, nothing else. */
  public static Moment anyInstant(Instant now) {
    return new Moment(now, false, Optional.empty(), Duration.ZERO);
  }

  /** In the middle of things, and somebody has been there to raise alerts since that time. */
  public static Moment running(Instant now, Instant since) {
    return new Moment(now, false, Optional.of(since), Duration.ZERO);
  }

  /** At rest: all but progress. */
  public static Moment settled(Instant now) {
    return new Moment(now, true, Optional.empty(), Duration.ZERO);
  }

  /** At rest, and nothing was broken since that time: everything. */
  public static Moment healthy(Instant now, Instant since) {
    return new Moment(now, true, Optional.of(since), Duration.ZERO);
  }

  /** The same where the broker's clock may be off so far. */
  public Moment withSkew(Duration mayBeOff) {
    return new Moment(now, settled, healthySince, mayBeOff);
  }
}
