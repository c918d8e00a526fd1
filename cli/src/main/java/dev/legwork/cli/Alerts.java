package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists alerts. */
@Command(
    name = "alerts",
    description =
        "List open alerts, critical ones first, then the newest; or note that one was seen.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork alerts --all",
      "  ./legwork alerts --acknowledge 12 --operator ann"
    })
final class Alerts implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Option(names = "--all", description = "closed ones, too")
  private boolean all;

  @ArgGroup(exclusive = false)
  private Acknowledgement acknowledgement;

  /** What noting that one was seen needs. */
  static final class Acknowledgement {
    @Option(
        names = "--acknowledge",
        paramLabel = "ID",
        required = true,
        description = "note that somebody has seen it; it stays open until its cause has gone")
    long id;

    @Option(names = "--operator", paramLabel = "NAME", required = true, description = "who saw it")
    String operator;

    @Option(
        names = "--changed-at",
        paramLabel = "TIME",
        description = "only if it still stands as it was seen: its changedAt, which --json tells")
    String changedAt;
  }

  Alerts(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (acknowledgement != null) {
      acknowledge();
    }
    JsonNode answer = connection.api().get("/api/alerts?all=" + all);
    if (connection.json) {
      out.json(answer);
    } else if (answer.path("alerts").isEmpty()) {
      out.text(all ? "there are no alerts" : "no alert is open");
    } else {
      table(answer);
    }
  }

  private void acknowledge() {
    ObjectNode body = Api.MAPPER.createObjectNode().put("operator", acknowledgement.operator);
    if (acknowledgement.changedAt != null) {
      body.put("changedAt", acknowledgement.changedAt);
    }
    connection.api().post("/api/alerts/" + acknowledgement.id + "/acknowledge", body);
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
