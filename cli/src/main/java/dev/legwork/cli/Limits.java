package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where an account stands in its limits, or puts them right. */
@Command(
    name = "limits",
    description = "Show where an account stands in its limits, or put them right.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork limits DU1000001",
      "  ./legwork limits DU1000001 --reset --operator ann --reason \"thin book, seen\"",
      "  ./legwork limits DU1000001 --release twx-0001 --operator ann --reason expired"
    })
final class Limits implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ACCOUNT", description = "e.g. DU1000001")
  private String account;

  @ArgGroup private Change change;

  @Option(names = "--underlying", paramLabel = "SYMBOL", description = "reset only its rollbacks")
  private String underlying;

  @Option(names = "--operator", paramLabel = "NAME", description = "who does it")
  private String operator;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why")
  private String reason;

  @Spec private CommandSpec spec;

  /** What to change; audited. */
  static final class Change {
    @Option(
        names = "--reset",
        description = "trades that were undone up to now count no more; audited")
    private boolean reset;

    @Option(
        names = "--release",
        paramLabel = "ID",
        description = "release the capital of an ended trade whose position is no more; audited")
    private String release;
  }

  Limits(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path = "/api/accounts/" + Api.encoded(account) + "/limits";
    JsonNode limits = change == null ? connection.api().get(path) : changed(path);
    if (connection.json) {
      out.json(limits);
    } else {
      text(limits);
    }
  }

  private JsonNode changed(String path) {
    if (operator == null || reason == null) {
      throw new ParameterException(
          spec.commandLine(), "--operator and --reason are needed: every change is audited");
    }
    ObjectNode body = Api.MAPPER.createObjectNode().put("operator", operator).put("reason", reason);
    if (change.reset) {
      return connection
          .api()
          .post(path + "/reset", underlying == null ? body : body.put("underlying", underlying));
    }
    return connection.api().post(path + "/release", body.put("execution", change.release));
  }

  private void text(JsonNode limits) {
    out.text(
        "%s, session %s: %s trades undone, they cost %s USD; %s USD are bound"
            .formatted(
                account,
                Output.cell(limits.path("session")),
                Output.cell(limits.path("rollbacks")),
                Output.cell(limits.path("loss")),
                Output.cell(limits.path("reserved"))));
    if (!limits.path("waiting").isEmpty()) {
      out.text("waiting for a person or for their market: " + limits.path("waiting"));
    }
    if (!limits.path("reservations").isEmpty()) {
      TextTable table = new TextTable("EXECUTION", "STATE", "BINDS>");
      for (JsonNode one : limits.path("reservations")) {
        table.add(Output.cells(one, "executionId", "state", "amount"));
      }
      out.text("\n" + table.render());
    }
  }
}
