package dev.legwork.api;

import dev.legwork.alerting.AlertSettings;
import dev.legwork.alerting.Alerting;
import dev.legwork.api.report.ReportPages;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.workflow.TradeDataConverter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.math.BigDecimal;
import java.time.Clock;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.ITemplateEngine;

/** The process's connections. None of them needs the other side to be there when it is made. */
@Configuration(proxyBeanMethods = false)
class ApiBeans {

  @Bean(destroyMethod = "close")
  LedgerDatabase ledgerDatabase(ApiSettings settings) {
    ApiSettings.Database database = settings.database();
    if (database.url().isBlank()) {
      throw new IllegalStateException(
          "legwork.database.url is not set: the api needs the JDBC address of the ledger, e.g."
              + " jdbc:postgresql://127.0.0.1:5432/legwork (./legwork up brings its own)");
    }
    return new LedgerDatabase(
        LedgerSettings.of(database.url(), database.user(), database.password()));
  }

  @Bean(destroyMethod = "close")
  Alerting alerting(
      AlertSettings alerting, ApiSettings settings, MeterRegistry metrics, Clock clock) {
    return new Alerting(alerting, settings.broker().names(), metrics, clock);
  }

  @Bean(destroyMethod = "shutdown")
  WorkflowServiceStubs temporalStubs(ApiSettings settings) {
    return TemporalStubs.create(settings.temporal());
  }

  @Bean
  WorkflowClient temporalClient(WorkflowServiceStubs stubs, ApiSettings settings) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(settings.temporal().namespace())
            .setIdentity("legwork-api")
            .setDataConverter(TradeDataConverter.create())
            .build());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ReportPages reportPages(ITemplateEngine templates) {
    return new ReportPages(templates);
  }

  @Bean
  OpenAPI openApi() {
    SpringDocUtils.getConfig().replaceWithClass(BigDecimal.class, String.class);
    return new OpenAPI()
        .info(
            new Info()
                .title("Legwork")
                .version("1")
                .description(
                    "Multi-leg trades, executed whole or undone. Money and quantities are strings"
                        + " or numbers in, strings out; instants are ISO-8601 in UTC."));
  }
}
