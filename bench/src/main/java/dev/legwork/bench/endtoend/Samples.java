package dev.legwork.bench.endtoend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Durations in ms, and their percentiles (nearest rank). */
final class Samples {
  private final List<Double> millis = new ArrayList<>();

  synchronized void addNanos(long nanos) {
    millis.add(nanos / 1e6);
  }

  synchronized void addMicros(long micros) {
    millis.add(micros / 1e3);
  }

  synchronized int count() {
    return millis.size();
  }

  synchronized double percentile(double p) {
    if (millis.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(p / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** {@code p50 / p99 ms (n)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.1f / %.1f ms (n=%d)", percentile(50), percentile(99), count());
  }
}
