package dev.legwork.standalone;

import dev.legwork.api.ApiApplication;
import picocli.CommandLine.Command;

/** The REST api alone. */
@Command(
    name = "./legwork api",
    description = {
      "Runs the REST api alone, with dashboard and OpenAPI, on --server.port (8080). It needs"
          + " --legwork.database.url, --legwork.temporal.target and the names of the accounts,"
          + " --legwork.broker.accounts[0].account, as the worker has them."
    })
final class ApiCommand extends ProcessCommand {

  @Override
  void start(String[] arguments) {
    ApiApplication.main(arguments);
  }
}
