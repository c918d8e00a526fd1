package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at option chains once and tells what is there. */
@Command(
    name = "scan",
    description = {
      "Look at option chains once: the opportunities, the best first, and what was refused why.",
      "Trades nothing. What cannot be looked at is one line each; the rest is looked at."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./legwork scan --symbols TWX GOOG --sfr --synthetic",
      "  ./legwork scan --symbols TWX --sfr --sfr-min-profit 0.05 --set SFR.max-dte=90",
      "  ./legwork scan --symbols TWX --synthetic --synthetic-scoring conservative --format json",
      "./legwork trade executes what it finds; docs/strategies.md has the codes and the settings."
    })
final class Scan implements Callable<Integer> {

  /** How to answer. */
  enum Format {
    TABLE,
    JSON
  }

  private final Output out;

  @Mixin private Connection connection;

  @Mixin private ChainOptions chains;

  @Option(
      names = "--at-most",
      paramLabel = "SECONDS",
      description = "look at the quotes that came until then; 1 to 30, 20 if left out")
  private Integer atMost;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json")
  private Format format;

  Scan(Output out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    ObjectNode plan = Api.MAPPER.createObjectNode();
    chains.put(plan);
    if (atMost != null) {
      plan.put("atMost", "PT" + atMost + "S");
    }
    JsonNode scan = connection.api().post("/api/scans", plan);
    if (connection.json || format == Format.JSON) {
      out.json(scan);
    } else {
      out.text(ScanText.of(scan));
    }
    return ExitCode.DONE;
  }
}
