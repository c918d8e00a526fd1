package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets an account only reduce what it holds, or open again. */
@Command(
    name = "reducing-only",
    description = {
      "Let an account only reduce what it holds, or open again.",
      "While it is on no opening order is written; nothing that works is withdrawn."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExample:",
      "  ./legwork reducing-only on --account DU1000001 --operator ann --reason \"close of books\""
    })
final class ReducingOnly implements Runnable {
  private final Output out;

  @Mixin private Connection connection;
  @Mixin private SwitchOrder order;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      required = true,
      description = "e.g. DU1000001")
  private String account;

  ReducingOnly(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path = "/api/accounts/" + Api.encoded(account);
    JsonNode answer =
        order.isShow()
            ? connection.api().get(path)
            : connection.api().post(path + "/reducing-only", order.body());
    if (connection.json) {
      out.json(answer);
    } else {
      out.text(SwitchOrder.text(answer));
    }
  }
}
