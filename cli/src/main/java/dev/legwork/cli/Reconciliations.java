package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows when each account was last compared with the broker. */
@Command(
    name = "reconciliations",
    description = "Show when each account was last compared with the broker, and what came of it.",
    mixinStandardHelpOptions = true,
    footer = {"%nExample:", "  ./legwork reconciliations"})
final class Reconciliations implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  Reconciliations(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode answer = connection.api().get("/api/reconciliations/latest");
    if (connection.json) {
      out.json(answer);
    } else {
      table(answer);
    }
  }

  private void table(JsonNode answer) {
    TextTable table =
        new TextTable(
            "ACCOUNT",
            "LAST COMPLETE",
            "AGE S>",
            "STALE",
            "DIVERGENCES>",
            "LATEST",
            "MS>",
            "DETAIL");
    for (JsonNode one : answer.path("reconciliations")) {
      JsonNode latest = one.path("latest");
      table.add(
          Output.cell(one.path("account")),
          Output.cell(one.path("lastCompleteAt")),
          Output.cell(one.path("ageSeconds")),
          one.path("stale").asBoolean() ? "STALE" : "no",
          Output.cell(one.path("openDivergences")),
          Output.cell(latest.path("outcome")),
          Output.cell(latest.path("durationMillis")),
          Output.cell(latest.path("detail")));
    }
    out.text(table.render());
  }
}
