package dev.legwork.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of our own on the loopback interface, its data in the home folder. Durable:
 * it runs with the server's own defaults for syncing, and survives the end of its parent.
 */
final class EmbeddedPostgres implements AutoCloseable {

  /** Also the password: the server trusts whoever reaches the loopback interface. */
  static final String USER = "legwork";

  private static final Duration READY = Duration.ofSeconds(60);

  private final Path binaries = PostgresBinaries.locate();
  private final HomeFolder home;
  private final int port;
  private final Service service;

  private EmbeddedPostgres(HomeFolder home, int port, Consumer<String> console) {
    this.home = home;
    this.port = port;
    this.service =
        new Service(
            new Service.Plan(
                "PostgreSQL",
                asPlainUser(serverCommand()),
                Map.of("LC_ALL", "C"),
                home.log("postgres"),
                home.pidFile("postgres"),
                true,
                process -> stopFast(),
                Duration.ofSeconds(20)),
            console);
  }

  /** Starts the server, or takes over the one that a killed parent left, and waits for it. */
  static EmbeddedPostgres start(HomeFolder home, int port, Consumer<String> console) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(home, port, console);
    postgres.createCluster();
    postgres.service.start();
    if (!postgres.service.adopted()) {
      console.accept("PostgreSQL: pid " + postgres.service.process().pid() + ", port " + port);
    }
    postgres.awaitReady();
    return postgres;
  }

  String url() {
    return url("legwork");
  }

  String user() {
    return USER;
  }

  /** The server trusts everybody who reaches the loopback interface; some value has to be given. */
  String password() {
    return USER;
  }

  /** The server's process, for those who want to see it die. */
  ProcessHandle process() {
    return service.process();
  }

  /** Lets the server run on without us, as it does when we are killed. */
  void detach() {
    service.detach();
  }

  @Override
  public void close() {
    service.close();
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private List<String> serverCommand() {
    return List.of(
        program("postgres"),
        "-D",
        home.postgres().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=120",
        "-c",
        "log_line_prefix=%m [%p] ");
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
   */
  private static List<String> asPlainUser(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of("unshare", "--user"));
    all.addAll(command);
    return all;
  }

  private void createCluster() {
    if (Files.exists(home.postgres().resolve("PG_VERSION"))) {
      requireSameMajorVersion();
      return;
    }
    Path work = home.path().resolve("postgres.new-" + ProcessHandle.current().pid());
    run(
        "initialise",
        List.of(
            program("initdb"),
            "-D",
            work.toString(),
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-instructions"));
    moveIntoPlace(work);
  }

  /** A folder that was only half initialised must never be mistaken for a database. */
  private void moveIntoPlace(Path work) {
    try {
      Files.move(work, home.postgres(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("cannot write " + home.postgres() + ": " + e.getMessage(), e);
    }
  }

  private void requireSameMajorVersion() {
    try {
      String version = Files.readString(home.postgres().resolve("PG_VERSION")).strip();
      if (!PostgresBinaries.VERSION.startsWith(version + ".")) {
        throw new CannotStart(
            "%s holds data of PostgreSQL %s, this is %s; start with --fresh, or name a server with --legwork.database.url"
                .formatted(home.postgres(), version, PostgresBinaries.VERSION));
      }
    } catch (IOException e) {
      throw new CannotStart("cannot read " + home.postgres() + ": " + e.getMessage(), e);
    }
  }

  private void stopFast() {
    run(
        "stop",
        List.of(program("pg_ctl"), "stop", "-D", home.postgres().toString(), "-m", "fast", "-W"));
  }

  private void run(String what, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(asPlainUser(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("postgres").toFile()))
              .start();
      if (process.waitFor() != 0) {
        throw new CannotStart(
            "cannot %s PostgreSQL in %s: see %s, or name a server with --legwork.database.url"
                .formatted(what, home.postgres(), home.log("postgres")));
      }
    } catch (IOException e) {
      throw new CannotStart("cannot " + what + " PostgreSQL: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  private void awaitReady() {
    Waiting.until(
        "PostgreSQL answers on port " + port + " (log: " + home.log("postgres") + ")",
        READY,
        this::databaseExists);
  }

  private boolean databaseExists() {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, USER);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = 'legwork'")) {
        if (found.next()) {
          return true;
        }
      }
      statement.execute("create database legwork");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
