package dev.legwork.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Starts everything and stays until it is stopped. */
@Command(
    name = "./legwork up",
    description =
        "Starts PostgreSQL, Temporal, the simulated gateway, the worker and the REST api on this"
            + " machine, and stays until Ctrl-C. State is kept in .legwork (--legwork.home).%n"
            + "Settings are given as --legwork.NAME=VALUE; see docs/configuration.md.")
class UpCommand extends StartCommand {

  @Override
  final int run(Settings settings) {
    settings.home().create();
    Logs.toFile(settings.home());
    Standalone all = new Standalone(settings, console);
    Runtime.getRuntime().addShutdownHook(new Thread(all::close, "stop"));
    List<String> given = new ArrayList<>(ownSettings());
    given.addAll(others);
    all.start(options, given);
    return whileRunning(all);
  }

  /** Settings of this command's own; the user's come after them, and win. */
  List<String> ownSettings() {
    return List.of();
  }

  /** What is done once everything runs; returns the exit code when it is to stop. */
  int whileRunning(Standalone all) {
    printAddresses(all);
    return stay();
  }

  final void printAddresses(Standalone all) {
    console.heading("Running; Ctrl-C stops everything");
    console.accept("REST              " + all.api() + "/api/executions");
    console.accept("OpenAPI           " + all.api() + "/swagger-ui");
    console.accept("dashboard         " + all.api() + "/");
    console.accept("Temporal Web UI   " + all.temporalUi().orElse("none"));
    console.accept("gateway's ledger  " + all.control() + "/orders, /fills, /positions");
    console.accept("logs              " + all.settings().home().path().resolve("logs"));
  }

  static int stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
