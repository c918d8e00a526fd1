package dev.legwork.worker;

import dev.legwork.desk.DeskHealth;
import dev.legwork.ledger.LedgerDatabase;
import io.grpc.health.v1.HealthCheckResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the process runs and reaches ledger and Temporal. A missing session with the broker is
 * told and does not make it down: a standby has none.
 */
final class WorkerHealth implements HealthIndicator {
  private static final long DESK_ANSWERS_MS = 1000;

  private final WorkerRuntime runtime;
  private final LedgerDatabase database;
  private final TemporalConnection temporal;

  WorkerHealth(WorkerRuntime runtime, LedgerDatabase database, TemporalConnection temporal) {
    this.runtime = runtime;
    this.database = database;
    this.temporal = temporal;
  }

  @Override
  public Health health() {
    boolean ledger = database.isReachable();
    boolean server = isTemporalReachable();
    boolean running = runtime.stage() == WorkerRuntime.Stage.RUNNING;
    Health.Builder health = ledger && server && running ? Health.up() : Health.outOfService();
    return health
        .withDetail("stage", runtime.stage())
        .withDetail("ledger", ledger ? "reachable" : "away")
        .withDetail("temporal", server ? "reachable" : "away")
        .withDetail("sessions", sessions())
        .build();
  }

  private Map<String, Object> sessions() {
    Map<String, Object> sessions = new LinkedHashMap<>();
    for (AccountDesk desk : runtime.desks()) {
      sessions.put(desk.account(), session(desk));
    }
    return sessions;
  }

  private static Object session(AccountDesk desk) {
    try {
      DeskHealth health = desk.health().get(DESK_ANSWERS_MS, TimeUnit.MILLISECONDS);
      return Map.of(
          "state", health.session(),
          "detail", String.valueOf(health.sessionDetail()),
          "openOrders", health.openOrders(),
          "unstoredEvents", health.unstoredEvents(),
          "queued", health.queued());
    } catch (TimeoutException | ExecutionException e) {
      return "the desk does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "stopping";
    }
  }

  private boolean isTemporalReachable() {
    try {
      return temporal.stubs().healthCheck().getStatus()
          == HealthCheckResponse.ServingStatus.SERVING;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
