package dev.legwork.api;

import dev.legwork.alerting.AlertSettings;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The api process. Its own defaults are in {@code legwork-api.yaml}, so that it can share a
 * classpath with the worker; what would configure a worker, a database pool or migrations by merely
 * being on that classpath is left out by name.
 */
@SpringBootApplication(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.ServiceStubsAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.RootNamespaceAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.NonRootNamespaceAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.TestServerAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.MetricsScopeAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.OpenTracingAutoConfiguration"
    })
@ConfigurationPropertiesScan
@EnableConfigurationProperties(AlertSettings.class)
public class ApiApplication {

  /** Starts the process; {@code legwork.*} settings as arguments, environment or files. */
  public static void main(String... args) {
    start(args);
  }

  /**
   * Starts the process inside this one.
   *
   * @return to be closed by the caller
   */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(ApiApplication.class)
        .main(ApiApplication.class)
        .properties("spring.config.name=legwork-api,legwork")
        .run(args);
  }
}
