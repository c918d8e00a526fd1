package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows an execution as it is now. */
@Command(
    name = "show",
    description = "Show an execution as it is now.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  ./legwork show twx-0001"})
final class Show implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID", description = "id of the execution")
  private String id;

  Show(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode view = connection.api().get("/api/executions/" + Api.encoded(id));
    if (connection.json) {
      out.json(view);
    } else {
      out.execution(view);
    }
  }
}
