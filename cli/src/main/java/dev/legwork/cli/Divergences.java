package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists divergences, or accepts one. */
@Command(
    name = "divergences",
    description = "List what differs between the broker and the ledger, newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork divergences --account DU1000001",
      "  ./legwork divergences --accept 12 --operator ann --reason \"assigned on Friday\""
    })
final class Divergences implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "of this account only")
  private String account;

  @Option(names = "--all", description = "closed ones, too")
  private boolean all;

  @ArgGroup(exclusive = false)
  private Acceptance acceptance;

  /** What accepting one needs. */
  static final class Acceptance {
    @Option(
        names = "--accept",
        paramLabel = "ID",
        required = true,
        description = "declare it to be right: it alarms nobody any more; audited")
    long id;

    @Option(names = "--operator", paramLabel = "NAME", required = true, description = "who does it")
    String operator;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
    String reason;
  }

  Divergences(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (acceptance != null) {
      accept();
    }
    String of = account == null ? "" : "&account=" + Api.encoded(account);
    JsonNode answer = connection.api().get("/api/divergences?open=" + (all ? "all" : "true") + of);
    if (connection.json) {
      out.json(answer);
    } else if (answer.path("divergences").isEmpty()) {
      out.text(all ? "there are no divergences" : "no divergence is open");
    } else {
      table(answer);
    }
  }

  private void accept() {
    connection
        .api()
        .post(
            "/api/divergences/" + acceptance.id + "/accept",
            Api.MAPPER
                .createObjectNode()
                .put("operator", acceptance.operator)
                .put("reason", acceptance.reason));
  }

  private void table(JsonNode answer) {
    TextTable table =
        new TextTable("ID>", "FIRST SEEN", "AGE S>", "ACCOUNT", "KIND", "ACCEPTED BY", "DETAIL");
    for (JsonNode one : answer.path("divergences")) {
      table.add(
          Output.cells(
              one, "id", "firstSeen", "ageSeconds", "account", "kind", "acceptedBy", "detail"));
    }
    out.text(table.render());
  }
}
