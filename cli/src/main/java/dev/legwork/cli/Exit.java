package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes what the protective stop of a committed trade guards. */
@Command(
    name = "exit",
    description = {
      "Close now what the protective stop of a committed trade guards.",
      "The stop order is cancelled first, and only what it did not execute is closed; audited."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExample:",
      "  ./legwork exit twx-0001 --operator ann --reason \"earnings tonight\""
    })
final class Exit implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID", description = "id of the execution")
  private String id;

  @Option(names = "--operator", paramLabel = "NAME", required = true, description = "who")
  private String operator;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
  private String reason;

  Exit(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode stop =
        connection
            .api()
            .post(
                "/api/executions/" + Api.encoded(id) + "/exit",
                Api.MAPPER.createObjectNode().put("operator", operator).put("reason", reason));
    if (connection.json) {
      out.json(stop);
    } else {
      out.text(id + " is being closed; its stop tells how far that is: ./legwork stop show " + id);
    }
  }
}
