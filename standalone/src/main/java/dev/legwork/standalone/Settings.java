package dev.legwork.standalone;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Settings of the embedded set-up, in Spring's order: arguments, system properties, environment,
 * {@code legwork.yaml} in the working folder. Names and defaults are in {@code
 * docs/configuration.md}.
 *
 * @param home folder of all state
 * @param apiPort REST and dashboard
 * @param workerPort worker's health and metrics
 * @param temporalTarget host:port of a server run by somebody else; empty: embedded
 * @param temporalPort port of the embedded server
 * @param temporalUiPort port of its Web UI
 * @param namespace Temporal namespace
 * @param databaseUrl JDBC URL of a database run by somebody else; empty: embedded
 * @param databaseUser its user
 * @param databasePassword its password
 * @param databasePort port of the embedded database
 * @param simulatorPort TWS protocol of the simulated gateway
 * @param controlPort its control and ledger over HTTP
 * @param accountsConfigured whether the user named accounts; otherwise all of the simulator's are
 *     used
 * @param goodTillGrace of the worker: how long after a trade's own time the broker ends its entry
 *     orders
 * @param simulatorMaxShares most shares in one order at the simulated gateway; empty: the usual
 * @param simulatorMaxContracts the same for contracts
 * @param simulatorLines quotes that a client of it may be subscribed to at a time
 */
record Settings(
    HomeFolder home,
    int apiPort,
    int workerPort,
    Optional<String> temporalTarget,
    int temporalPort,
    int temporalUiPort,
    String namespace,
    Optional<String> databaseUrl,
    String databaseUser,
    String databasePassword,
    int databasePort,
    int simulatorPort,
    int controlPort,
    boolean accountsConfigured,
    Duration goodTillGrace,
    Optional<BigDecimal> simulatorMaxShares,
    Optional<BigDecimal> simulatorMaxContracts,
    int simulatorLines) {

  static final String API_PORT = "server.port";
  static final String WORKER_PORT = "management.server.port";
  static final String TEMPORAL_PORT = "legwork.temporal.port";
  static final String TEMPORAL_UI_PORT = "legwork.temporal.ui-port";
  static final String DATABASE_PORT = "legwork.database.port";
  static final String SIMULATOR_PORT = "legwork.simulator.port";
  static final String CONTROL_PORT = "legwork.simulator.control-port";

  /** Reads the settings that hold for these arguments in the working folder. */
  static Settings read(List<String> arguments) {
    return read(arguments, Path.of(""));
  }

  /**
   * Reads the settings that hold for these arguments.
   *
   * @throws IllegalArgumentException naming a setting that cannot be used
   */
  static Settings read(List<String> arguments, Path workingFolder) {
    ConfigurableEnvironment all = environment(arguments, workingFolder.resolve("legwork.yaml"));
    return new Settings(
        new HomeFolder(Path.of(all.getProperty("legwork.home", defaultHome()))),
        port(all, API_PORT, 8080),
        port(all, WORKER_PORT, 8081),
        text(all, "legwork.temporal.target"),
        port(all, TEMPORAL_PORT, 7233),
        port(all, TEMPORAL_UI_PORT, 8233),
        all.getProperty("legwork.temporal.namespace", "default"),
        text(all, "legwork.database.url"),
        all.getProperty("legwork.database.user", "legwork"),
        all.getProperty("legwork.database.password", ""),
        port(all, DATABASE_PORT, 54329),
        port(all, SIMULATOR_PORT, 4002),
        port(all, CONTROL_PORT, 4080),
        text(all, "legwork.broker.account")
            .or(() -> text(all, "legwork.broker.accounts[0].account"))
            .isPresent(),
        duration(all, "legwork.desk.good-till-grace", "30s"),
        number(all, "legwork.simulator.max-shares"),
        number(all, "legwork.simulator.max-contracts"),
        whole(all, "legwork.simulator.market-data-lines", 100));
  }

  private static ConfigurableEnvironment environment(List<String> arguments, Path file) {
    ConfigurableEnvironment all = new StandardEnvironment();
    all.getPropertySources()
        .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
    if (Files.exists(file)) {
      yaml(file).forEach(all.getPropertySources()::addLast);
    }
    ConfigurationPropertySources.attach(all);
    return all;
  }

  private static List<PropertySource<?>> yaml(Path file) {
    try {
      return new YamlPropertySourceLoader().load("legwork.yaml", new FileSystemResource(file));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("cannot read " + file.toAbsolutePath() + ": " + e, e);
    }
  }

  /** The launcher says where it lies; without it the working folder serves. */
  private static String defaultHome() {
    return Path.of(System.getProperty("legwork.top", ""), ".legwork").toString();
  }

  private static Optional<String> text(ConfigurableEnvironment all, String name) {
    return Optional.ofNullable(all.getProperty(name)).filter(value -> !value.isBlank());
  }

  private static int whole(ConfigurableEnvironment all, String name, int byDefault) {
    try {
      return text(all, name).map(value -> Integer.parseInt(value.strip())).orElse(byDefault);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is not a whole number: " + all.getProperty(name), e);
    }
  }

  private static Optional<BigDecimal> number(ConfigurableEnvironment all, String name) {
    try {
      return text(all, name).map(value -> new BigDecimal(value.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a number: " + all.getProperty(name), e);
    }
  }

  /** Read as the worker reads it. */
  private static Duration duration(ConfigurableEnvironment all, String name, String otherwise) {
    String value = all.getProperty(name, otherwise).strip();
    try {
      return DurationStyle.detectAndParse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is not a duration (30s, 2m): " + value, e);
    }
  }

  private static int port(ConfigurableEnvironment all, String name, int otherwise) {
    String value = all.getProperty(name, Integer.toString(otherwise));
    try {
      int port = Integer.parseInt(value.strip());
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, with the setting's name
    }
    throw new IllegalArgumentException(name + " is not a TCP port (1 to 65535): " + value);
  }
}
