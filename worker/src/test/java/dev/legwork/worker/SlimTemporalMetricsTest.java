package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlimTemporalMetricsTest {
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private String page(String name) {
    metrics.config().meterFilter(new SlimTemporalMetrics());
    Timer.builder(name)
        .tag("operation", "PollWorkflowTaskQueue")
        .publishPercentileHistogram()
        .register(metrics)
        .record(Duration.ofMillis(70));
    return metrics.scrape();
  }

  @Test
  void keepsCountSumAndMaximumOfTemporalsTimers() {
    assertThat(page("temporal_request_latency"))
        .contains(
            "temporal_request_latency_seconds_count{operation=\"PollWorkflowTaskQueue\"} 1",
            "temporal_request_latency_seconds_sum{operation=\"PollWorkflowTaskQueue\"} 0.07",
            "temporal_request_latency_seconds_max{operation=\"PollWorkflowTaskQueue\"} 0.07")
        .doesNotContain("_bucket");
  }

  @Test
  void keepsAFewBucketsWhereTheyTellWhetherTheWorkersKeepUp() {
    String page = page("temporal_activity_schedule_to_start_latency");

    assertThat(page.lines().filter(line -> line.contains("_bucket"))).hasSize(8);
    assertThat(page).contains("le=\"0.1\"} 1", "le=\"0.05\"} 0");
  }

  @Test
  void countsTheSameCallForAllWorkflowsTogether() {
    metrics.config().meterFilter(new SlimTemporalMetrics());
    for (String workflow : List.of("ExecutionWorkflow", "RecoveryWorkflow")) {
      metrics
          .counter(
              "temporal_request",
              "operation",
              "RespondActivityTaskCompleted",
              "workflow_type",
              workflow)
          .increment();
    }

    assertThat(metrics.scrape())
        .contains("temporal_request_total{operation=\"RespondActivityTaskCompleted\"} 2")
        .doesNotContain("workflow_type");
  }

  @Test
  void tellsWhichWorkflowsTasksFail() {
    metrics.config().meterFilter(new SlimTemporalMetrics());
    metrics
        .counter("temporal_workflow_task_execution_failed", "workflow_type", "ExecutionWorkflow")
        .increment();

    assertThat(metrics.scrape())
        .contains(
            "temporal_workflow_task_execution_failed_total{workflow_type=\"ExecutionWorkflow\"} 1");
  }

  @Test
  void leavesTheHistogramsOfOthersAlone() {
    assertThat(page("legwork.other").lines().filter(line -> line.contains("_bucket")))
        .hasSizeGreaterThan(30);
  }
}
