package dev.legwork.standalone;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/** Where logging goes until Spring Boot, if it is used at all, takes over. */
final class Logs {

  private Logs() {}

  /** To a file; the console belongs to what the user reads. */
  static void toFile(HomeFolder home) {
    System.setProperty("legwork.log", home.log("legwork").toString());
    use("logback-file.xml");
  }

  /** To the console. */
  static void toConsole() {
    use("logback-console.xml");
  }

  /** Nowhere: a command of a moment speaks through its output. */
  static void silent() {
    use("logback-silent.xml");
  }

  private static void use(String configuration) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.reset();
    try {
      configurator.doConfigure(Logs.class.getResource(configuration));
    } catch (JoranException e) {
      throw new IllegalStateException("logging: " + configuration, e);
    }
  }
}
