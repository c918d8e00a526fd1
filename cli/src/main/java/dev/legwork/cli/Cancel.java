package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks an execution to end. */
@Command(
    name = "cancel",
    description = "Ask an execution to end: it is cancelled or unwound, never abandoned.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  ./legwork cancel twx-0001 --reason \"no longer wanted\""})
final class Cancel implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID", description = "id of the execution")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
  private String reason;

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "who asks, for the audit (default: ${DEFAULT-VALUE})")
  private String operator;

  Cancel(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode view =
        connection
            .api()
            .post(
                "/api/executions/" + Api.encoded(id) + "/cancel",
                Api.MAPPER.createObjectNode().put("reason", reason).put("operator", operator));
    if (connection.json) {
      out.json(view);
    } else {
      out.text(id + " was asked to end; it is " + view.path("state").asText() + " now");
    }
  }
}
