package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows or ends the protective stop of a committed trade. */
@Command(
    name = "stop",
    description = "Show or end the protective stop of a committed trade.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork stop show twx-0001",
      "  ./legwork stop cancel twx-0001 --operator ann --reason \"hedged elsewhere\""
    })
final class Stop implements Runnable {
  private final Output out;

  @Spec private CommandSpec spec;

  Stop(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "show or cancel?");
  }

  @Command(
      name = "show",
      description = "Show the stop as it is now.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID", description = "id of the execution") String id) {
    print(connection, connection.api().get("/api/executions/" + Api.encoded(id) + "/stop"));
    return ExitCode.DONE;
  }

  @Command(
      name = "cancel",
      description = "End the stop and keep the position; audited.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID", description = "id of the execution") String id,
      @Option(names = "--operator", paramLabel = "NAME", required = true, description = "who")
          String operator,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
          String reason) {
    JsonNode stop =
        connection
            .api()
            .post(
                "/api/executions/" + Api.encoded(id) + "/stop/cancel",
                Api.MAPPER.createObjectNode().put("operator", operator).put("reason", reason));
    asked(connection, stop, "was asked to end");
    return ExitCode.DONE;
  }

  private void asked(Connection connection, JsonNode stop, String what) {
    if (connection.json) {
      out.json(stop);
    } else {
      out.text(
          "the stop of "
              + stop.path("execution").asText()
              + " "
              + what
              + "; it is "
              + stop.path("state").asText()
              + " now");
    }
  }

  private void print(Connection connection, JsonNode stop) {
    if (connection.json) {
      out.json(stop);
      return;
    }
    out.text(
        "the stop of %s is %s since %s%s"
            .formatted(
                stop.path("execution").asText(),
                stop.path("state").asText(),
                stop.path("since").asText(),
                stop.path("detail").asText().isEmpty() ? "" : ": " + stop.path("detail").asText()));
    if (stop.path("stop").isObject()) {
      out.text(terms(stop.path("stop")));
    }
    if (!stop.path("orders").isEmpty()) {
      TextTable orders = new TextTable("ORDER", "WHAT", "EXECUTED>", "LIVE");
      for (JsonNode order : stop.path("orders")) {
        orders.add(Output.cells(order, "orderRef", "label", "executed", "live"));
      }
      out.text("\n" + orders.render());
    }
  }

  private static String terms(JsonNode stop) {
    if (stop.hasNonNull("netTrigger")) {
      return "leaves all legs once closing them would bring net "
          + stop.path("netTrigger").asText()
          + " or less";
    }
    return "leaves leg %s once its market is at %s%s%s"
        .formatted(
            stop.path("leg").asText(),
            stop.path("trigger").asText(),
            with(stop, "limit", ", limit "),
            with(stop, "fallbackAfter", ", at the market after "));
  }

  private static String with(JsonNode stop, String field, String before) {
    return stop.hasNonNull(field) ? before + stop.path(field).asText() : "";
  }
}
