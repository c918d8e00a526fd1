package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops an account, or all of them, or lets them go on. */
@Command(
    name = "kill-switch",
    description = {
      "Stop an account, let it go on, or show what stands on it.",
      "While it is on no opening order is written, and entries that work are withdrawn: what has"
          + " executed is unwound. It stays on over every restart until somebody clears it.",
      "With --flatten all that the account's trades hold is closed as well, inside the unwinding's"
          + " price collar, also of trades that end while it is on."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork kill-switch on --account DU1000001 --operator ann --reason \"wrong prices\"",
      "  ./legwork kill-switch on --flatten --account DU1000001 --operator ann --reason \"get"
          + " out\"",
      "  ./legwork kill-switch on --all --operator ann --reason \"gateway misbehaves\"",
      "  ./legwork kill-switch show --account DU1000001"
    })
final class KillSwitch implements Runnable {
  private final Output out;

  @Mixin private Connection connection;
  @Mixin private SwitchOrder order;

  @Option(names = "--flatten", description = "also close all that the account's trades hold")
  private boolean flatten;

  @ArgGroup(multiplicity = "1")
  private Whose whose;

  /** Either one account or all. */
  static final class Whose {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "e.g. DU1000001")
    private String account;

    @Option(names = "--all", description = "all configured accounts, in one transaction")
    private boolean all;
  }

  KillSwitch(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    JsonNode answer = order.isShow() ? shown() : changed();
    if (connection.json) {
      out.json(answer);
    } else if (answer.isArray()) {
      answer.forEach(account -> out.text(SwitchOrder.text(account)));
    } else {
      out.text(SwitchOrder.text(answer));
    }
  }

  private JsonNode changed() {
    Api api = connection.api();
    return whose.all
        ? api.post("/api/kill-switch", body())
        : api.post(path(whose.account) + "/kill-switch", body());
  }

  private ObjectNode body() {
    ObjectNode body = order.body();
    if (flatten && !body.path("on").asBoolean()) {
      throw order.bad("--flatten goes with on only: clearing the switch closes nothing");
    }
    return flatten ? body.put("flatten", true) : body;
  }

  private JsonNode shown() {
    Api api = connection.api();
    if (!whose.all) {
      return api.get(path(whose.account));
    }
    ArrayNode all = Api.MAPPER.createArrayNode();
    api.get("/api/accounts").path("accounts").forEach(one -> all.add(api.get(path(one.asText()))));
    return all;
  }

  private static String path(String account) {
    return "/api/accounts/" + Api.encoded(account);
  }
}
