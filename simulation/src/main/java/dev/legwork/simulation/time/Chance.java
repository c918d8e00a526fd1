package dev.legwork.simulation.time;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decisions of the seed. Each concern draws from a stream of its own, so that switching one kind of
 * fault off leaves the others' decisions as they were.
 */
public final class Chance {
  private final long seed;
  private final SplittableRandom random;

  public Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** An independent stream; the same name gives the same stream. */
  public Chance stream(String name) {
    long mixed = seed;
    for (int i = 0; i < name.length(); i++) {
      mixed = (mixed ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 29;
    }
    return new Chance(mixed);
  }

  /** True in this share of cases. */
  public boolean odds(double share) {
    return random.nextDouble() < share;
  }

  /** From {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public long bits() {
    return random.nextLong();
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A length of time, evenly spread, ns. */
  public long nanos(Duration least, Duration most) {
    long span = most.toNanos() - least.toNanos();
    return least.toNanos() + (span <= 0 ? 0 : random.nextLong(span + 1));
  }

  /** A length of time, evenly spread, ns. */
  public long millis(long least, long most) {
    return nanos(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  /** A latency: mostly near the least, seldom near the most, ns. */
  public long latency(Duration least, Duration most) {
    double u = random.nextDouble();
    double far = u * u * u * u;
    return least.toNanos() + (long) ((most.toNanos() - least.toNanos()) * far);
  }
}
