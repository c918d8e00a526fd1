package dev.legwork.worker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts a worker. */
@SpringBootApplication
@EnableConfigurationProperties(LegworkSettings.class)
public class WorkerApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  /** The process, to be run with its arguments; its settings are its own and the house's. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(WorkerApplication.class)
        .properties("spring.config.name=legwork-worker,legwork");
  }
}
