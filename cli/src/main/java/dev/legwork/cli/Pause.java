package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins no trade of an underlying on an account, or begins them again. */
@Command(
    name = "pause",
    description = "Begin no trade of an underlying on an account, or begin them again.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExample:",
      "  ./legwork pause on --account DU1000001 --underlying TWX --operator ann --reason earnings"
    })
final class Pause implements Runnable {
  private final Output out;

  @Mixin private Connection connection;
  @Mixin private SwitchOrder order;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      required = true,
      description = "e.g. DU1000001")
  private String account;

  @Option(names = "--underlying", paramLabel = "SYMBOL", description = "needed to change it")
  private String underlying;

  Pause(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path = "/api/accounts/" + Api.encoded(account);
    JsonNode answer =
        order.isShow()
            ? connection.api().get(path)
            : connection.api().post(change(path), order.body());
    if (connection.json) {
      out.json(answer);
    } else {
      out.text(SwitchOrder.text(answer));
    }
  }

  private String change(String path) {
    if (underlying == null) {
      throw order.bad("--underlying is needed: which one is meant?");
    }
    return path + "/underlyings/" + Api.encoded(underlying) + "/pause";
  }
}
