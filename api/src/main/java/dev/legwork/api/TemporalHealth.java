package dev.legwork.api;

import io.temporal.serviceclient.WorkflowServiceStubs;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether Temporal's frontend answers. */
@Component("temporal")
class TemporalHealth implements HealthIndicator {
  private final WorkflowServiceStubs stubs;
  private final String target;

  TemporalHealth(WorkflowServiceStubs stubs, ApiSettings settings) {
    this.stubs = stubs;
    this.target = settings.temporal().target();
  }

  @Override
  public Health health() {
    try {
      stubs.healthCheck();
      return Health.up().withDetail("target", target).build();
    } catch (RuntimeException e) {
      return Health.down().withDetail("target", target).build();
    }
  }
}
