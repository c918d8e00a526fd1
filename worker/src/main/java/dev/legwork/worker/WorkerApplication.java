package dev.legwork.worker;

import dev.legwork.alerting.AlertSettings;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Starts a worker. What the api's libraries would configure when both lie on one classpath (a
 * second database pool, pages, API documentation) is left out by name.
 */
@SpringBootApplication(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration"
    })
@EnableConfigurationProperties({LegworkSettings.class, AlertSettings.class})
public class WorkerApplication {

  public static void main(String[] args) {
    CrashSwitch.installIfAsked();
    application().run(args);
  }

  /** The process, to be run with its arguments; its settings are its own and the house's. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(WorkerApplication.class)
        .properties("spring.config.name=legwork-worker,legwork");
  }
}
