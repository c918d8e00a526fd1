package dev.legwork.worker;

import dev.legwork.alerting.AlertSettings;
import dev.legwork.alerting.Alerting;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the process. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

  @Bean
  LedgerDatabase ledgerDatabase(LegworkSettings settings) {
    LegworkSettings.Database database = settings.database();
    if (database.url().isBlank()) {
      throw new IllegalStateException(
          "legwork.database.url is empty: a worker by itself needs a PostgreSQL"
              + " (`./legwork up` brings its own)");
    }
    return new LedgerDatabase(
        LedgerSettings.of(database.url(), database.user(), database.password()));
  }

  @Bean(destroyMethod = "close")
  Alerting alerting(AlertSettings alerting, LegworkSettings settings, MeterRegistry metrics) {
    return new Alerting(alerting, settings.broker().accountNames(), metrics, Clock.systemUTC());
  }

  @Bean
  MeterFilter slimTemporalMetrics() {
    return new SlimTemporalMetrics();
  }

  @Bean
  TemporalConnection temporalConnection(LegworkSettings settings, MeterRegistry metrics) {
    return new TemporalConnection(settings.temporal(), metrics);
  }

  @Bean
  HealthIndicator legworkHealthIndicator(
      WorkerRuntime runtime, LedgerDatabase database, TemporalConnection temporal) {
    return new WorkerHealth(runtime, database, temporal);
  }
}
