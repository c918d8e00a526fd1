package dev.legwork.worker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Keeps the timers small that the Temporal SDK makes, be they its own or our workflows'. The SDK
 * asks for a histogram of some seventy buckets for each combination of tags, which makes megabytes
 * of a page that is read every few seconds. Here they have count, sum and maximum, and those that
 * tell whether the workers keep up a few buckets.
 *
 * <p>Calls and activities are told apart by operation and activity, not by the workflow as well
 * that they serve: one activity is as slow for all of them.
 */
final class SlimTemporalMetrics implements MeterFilter {
  private static final String BY_THE_SDK = "(temporal|legwork)_.*";
  private static final Set<String> WITH_BUCKETS =
      Set.of(
          "legwork_lock_wait",
          "legwork_lock_hold",
          "temporal_workflow_task_schedule_to_start_latency",
          "temporal_activity_schedule_to_start_latency");
  private static final double[] BUCKETS =
      Arrays.stream(new long[] {10, 50, 100, 500, 1_000, 5_000, 30_000})
          .mapToDouble(ms -> Duration.ofMillis(ms).toNanos())
          .toArray();
  private static final double[] NONE = {};
  private static final String OF_REQUESTS = "temporal_(long_)?request.*";
  private static final String OF_ACTIVITIES = "temporal_(local_)?activity_.*";
  private static final Set<String> NOT_OF_REQUESTS =
      Set.of("activity_type", "workflow_type", "signal_name", "query_type", "exception");
  private static final Set<String> NOT_OF_ACTIVITIES =
      Set.of("workflow_type", "signal_name", "query_type", "operation");

  @Override
  public Meter.Id map(Meter.Id id) {
    if (id.getName().matches(OF_REQUESTS)) {
      return without(id, NOT_OF_REQUESTS);
    }
    return id.getName().matches(OF_ACTIVITIES) ? without(id, NOT_OF_ACTIVITIES) : id;
  }

  private static Meter.Id without(Meter.Id id, Set<String> tags) {
    return id.replaceTags(
        id.getTags().stream().filter(tag -> !tags.contains(tag.getKey())).toList());
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    if (!id.getName().matches(BY_THE_SDK)) {
      return config;
    }
    return DistributionStatisticConfig.builder()
        .percentilesHistogram(false)
        .serviceLevelObjectives(WITH_BUCKETS.contains(id.getName()) ? BUCKETS : NONE)
        .build()
        .merge(config);
  }
}
