package dev.legwork.standalone;

import dev.legwork.worker.WorkerApplication;
import picocli.CommandLine.Command;

/** The worker alone. */
@Command(
    name = "./legwork worker",
    description = {
      "Runs the worker alone: workflows, activities and the broker sessions. It needs"
          + " --legwork.database.url, --legwork.temporal.target, --legwork.broker.host and .port,"
          + " and --legwork.broker.accounts[0].account; health and metrics on"
          + " --management.server.port (8081)."
    })
final class WorkerCommand extends ProcessCommand {

  @Override
  void start(String[] arguments) {
    WorkerApplication.main(arguments);
  }
}
