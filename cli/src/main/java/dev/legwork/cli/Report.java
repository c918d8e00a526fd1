package dev.legwork.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the report of an ended execution. */
@Command(
    name = "report",
    description = "Print the report of an ended execution.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  ./legwork report twx-0001 --level=debug"})
final class Report implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID", description = "id of the execution")
  private String id;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "comprehensive",
      description = "summary, detailed, comprehensive or debug (${DEFAULT-VALUE})")
  private String level;

  Report(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path = "/api/executions/" + Api.encoded(id) + "/report?level=" + Api.encoded(level);
    if (connection.json) {
      out.json(connection.api().get(path));
    } else {
      out.text(connection.api().text(path, "text/plain"));
    }
  }
}
