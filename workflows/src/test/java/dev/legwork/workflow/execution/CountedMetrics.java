package dev.legwork.workflow.execution;

import com.uber.m3.tally.Buckets;
import com.uber.m3.tally.Capabilities;
import com.uber.m3.tally.CapableOf;
import com.uber.m3.tally.StatsReporter;
import com.uber.m3.util.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the workflows count, by name and state. */
final class CountedMetrics implements StatsReporter {
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  long of(String name, String state) {
    return counts.getOrDefault(name + " " + state, 0L);
  }

  @Override
  public void reportCounter(String name, Map<String, String> tags, long value) {
    counts.merge(name + " " + tags.get("state"), value, Long::sum);
  }

  @Override
  public Capabilities capabilities() {
    return CapableOf.REPORTING_TAGGING;
  }

  @Override
  public void reportGauge(String name, Map<String, String> tags, double value) {
    // nobody asks
  }

  @Override
  public void reportTimer(String name, Map<String, String> tags, Duration interval) {
    // nobody asks
  }

  @Override
  @SuppressWarnings({"rawtypes", "deprecation"})
  public void reportHistogramValueSamples(
      String name,
      Map<String, String> tags,
      Buckets buckets,
      double bucketLowerBound,
      double bucketUpperBound,
      long samples) {
    // nobody asks
  }

  @Override
  @SuppressWarnings({"rawtypes", "deprecation"})
  public void reportHistogramDurationSamples(
      String name,
      Map<String, String> tags,
      Buckets buckets,
      Duration bucketLowerBound,
      Duration bucketUpperBound,
      long samples) {
    // nobody asks
  }

  @Override
  public void flush() {
    // every report is counted at once
  }

  @Override
  public void close() {
    // nothing is held
  }
}
