package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists alerts. */
@Command(
    name = "alerts",
    description = "List open alerts: critical ones first, then the newest.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  legwork alerts --all"})
final class Alerts implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Option(names = "--all", description = "closed ones, too")
  private boolean all;

  Alerts(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode answer = connection.api().get("/api/alerts?all=" + all);
    if (connection.json) {
      out.json(answer);
    } else if (answer.path("alerts").isEmpty()) {
      out.text(all ? "there are no alerts" : "no alert is open");
    } else {
      table(answer);
    }
  }

  private void table(JsonNode answer) {
    TextTable table =
        new TextTable(
            "ID>", "OPENED", "SEVERITY", "CODE", "EXECUTION", "ACCOUNT", "SEEN BY", "TEXT");
    for (JsonNode alert : answer.path("alerts")) {
      table.add(
          Output.cells(
              alert,
              "id",
              "openedAt",
              "severity",
              "code",
              "execution",
              "account",
              "acknowledgedBy",
              "text"));
    }
    out.text(table.render());
    int unlisted = answer.path("open").asInt() - answer.path("alerts").size();
    if (unlisted > 0) {
      out.text("and " + unlisted + " more that are open");
    }
  }
}
