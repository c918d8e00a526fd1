package dev.legwork.simulator.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Two clocks: venue time runs with real time from the market's start; market time, where the quotes
 * are, runs {@code speed} times as fast and can be paused.
 */
public final class VenueClock {
  private Instant venueTime;
  private Instant marketTime;
  private BigDecimal speed;
  private long nanos;

  /**
   * @param nanos monotonic time now
   * @param speed market seconds a second; 0 is paused
   */
  public VenueClock(long nanos, Instant venueTime, Instant marketTime, BigDecimal speed) {
    this.nanos = nanos;
    this.venueTime = venueTime;
    this.marketTime = marketTime;
    this.speed = speed;
  }

  void advance(long toNanos) {
    long elapsed = toNanos - nanos;
    if (elapsed > 0) {
      nanos = toNanos;
      venueTime = venueTime.plusNanos(elapsed);
      marketTime = marketTime.plus(scaled(elapsed));
    }
  }

  private Duration scaled(long elapsed) {
    return Duration.ofNanos(speed.multiply(BigDecimal.valueOf(elapsed)).longValue());
  }

  /** Monotonic time at which market time gets there; {@link Long#MAX_VALUE} when paused. */
  long whenMarketIs(Instant moment) {
    if (speed.signum() == 0) {
      return Long.MAX_VALUE;
    }
    double real = Duration.between(marketTime, moment).toNanos() / speed.doubleValue();
    return nanos + Math.max(0, (long) Math.ceil(real));
  }

  public Instant venueTime() {
    return venueTime;
  }

  public Instant marketTime() {
    return marketTime;
  }

  public BigDecimal speed() {
    return speed;
  }

  /**
   * Sets market seconds a second.
   *
   * @param next not negative; 0 pauses the quotes
   */
  public void speed(BigDecimal next) {
    if (next.signum() < 0) {
      throw new IllegalArgumentException("speed must not be negative");
    }
    speed = next;
  }

  /** Brings both clocks forward. Going back would undo what clients have seen. */
  public void jump(Instant venue, Instant market) {
    if (venue.isBefore(venueTime) || market.isBefore(marketTime)) {
      throw new IllegalArgumentException("time only goes forward");
    }
    venueTime = venue;
    marketTime = market;
  }
}
