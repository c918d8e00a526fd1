package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists executions, newest first. */
@Command(
    name = "list",
    description = "List executions, newest first.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  ./legwork list --account DU1000001 --state RESIDUAL"})
final class ListExecutions implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Option(names = "--state", paramLabel = "STATE", description = "e.g. WORKING, COMMITTED")
  private String state;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "of this account")
  private String account;

  @Option(names = "--underlying", paramLabel = "SYMBOL", description = "on this underlying")
  private String underlying;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "at most so many, to 500 (${DEFAULT-VALUE})")
  private String limit;

  ListExecutions(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path =
        "/api/executions?limit="
            + Api.encoded(limit)
            + parameter("state", state)
            + parameter("account", account)
            + parameter("underlying", underlying);
    JsonNode answer = connection.api().get(path);
    if (connection.json) {
      out.json(answer);
    } else {
      table(answer);
    }
  }

  private static String parameter(String name, String value) {
    return value == null ? "" : "&" + name + "=" + Api.encoded(value);
  }

  private void table(JsonNode answer) {
    TextTable table =
        new TextTable("ID", "STATE", "ACCOUNT", "TRADE", "UNITS>", "LIMIT>", "ACCEPTED", "REASON");
    for (JsonNode item : answer.path("executions")) {
      table.add(
          item.path("id").asText(),
          item.path("state").asText(),
          item.path("account").asText(),
          Output.cell(item.path("strategy")) + " " + item.path("underlying").asText(),
          item.path("quantity").asText(),
          Output.price(item.path("netLimit")),
          item.path("acceptedAt").asText(),
          Output.cell(item.at("/reason/code")));
    }
    out.text(table.render());
  }
}
