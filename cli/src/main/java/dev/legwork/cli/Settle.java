package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers for an order that nobody can prove any more. */
@Command(
    name = "settle",
    description = {
      "Answer for an order that nobody can prove any more: it is over, and has executed so much.",
      "Only while the latest comparison says that the broker has lost it; audited."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork settle 'lw1|twx-0001|call|E1' --executed=0 --operator ann --reason \"expired"
          + " unfilled\"",
      "  ./legwork settle 'lw1|twx-0001|call|E1' --executed=1 --price=2.40 --operator ann --reason"
          + " \"statement of 6 June\""
    })
final class Settle implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ORDERREF", description = "the order, e.g. 'lw1|twx-0001|call|E1'")
  private String orderRef;

  @Option(
      names = "--executed",
      paramLabel = "N",
      required = true,
      description = "shares or contracts that it executed in all; 0: nothing")
  private String executed;

  @Option(
      names = "--price",
      paramLabel = "P",
      description = "average price of all of them, USD per share; needed above 0")
  private String price;

  @Option(
      names = {"--operator", "--by"},
      paramLabel = "NAME",
      required = true,
      description = "who vouches for it")
  private String operator;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "how they know")
  private String reason;

  Settle(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    ObjectNode body = Api.MAPPER.createObjectNode().put("executed", executed);
    if (price != null) {
      body.put("averagePrice", price);
    }
    body.put("operator", operator).put("reason", reason);
    JsonNode answer =
        connection.api().post("/api/orders/" + Api.encoded(orderRef) + "/settlement", body);
    if (connection.json) {
      out.json(answer);
    } else {
      out.text(
          orderRef
              + " is over by the word of "
              + answer.path("operator").asText()
              + ", executed "
              + answer.path("executed").asText()
              + "; its trade goes on within seconds");
    }
  }
}
