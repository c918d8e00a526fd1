package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.report.TextTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows who holds an account's lock, or takes it away. */
@Command(
    name = "lock",
    description = "Show who holds an account's lock and who waits for it.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork lock DU1000001",
      "  ./legwork lock DU1000001 --force-release --operator ann --reason \"its worker is lost\""
    })
final class Lock implements Runnable {
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ACCOUNT", description = "e.g. DU1000001")
  private String account;

  @ArgGroup(exclusive = false)
  private Force force;

  /** What a forced release needs. */
  static final class Force {
    @Option(
        names = "--force-release",
        required = true,
        description = "take it from its holder, who can open nothing any more; audited")
    boolean release;

    @Option(names = "--operator", paramLabel = "NAME", required = true, description = "who does it")
    String operator;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
    String reason;

    @Option(
        names = "--holder",
        paramLabel = "ID",
        description = "only from this execution; without this and --token, from who holds it now")
    String holder;

    @Option(names = "--token", paramLabel = "N", description = "only from this fencing token")
    Long token;
  }

  @Spec private CommandSpec spec;

  Lock(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    String path = "/api/locks/" + Api.encoded(account);
    JsonNode lock = force == null ? connection.api().get(path) : forced(path);
    if (connection.json) {
      out.json(lock);
    } else {
      text(lock);
    }
  }

  /**
   * Taken from whom the operator has named, or has been shown here, and from nobody who got it
   * since.
   */
  private JsonNode forced(String path) {
    Api api = connection.api();
    if (force.holder == null && force.token == null) {
      JsonNode lock = api.get(path);
      if (lock.path("holder").isTextual()) {
        force.holder = lock.path("holder").asText();
        force.token = lock.path("fencingToken").asLong();
        spec.commandLine()
            .getErr()
            .printf(
                "legwork: taking it from %s; to repeat this: --holder %s --token %d%n",
                force.holder, force.holder, force.token);
      }
    }
    ObjectNode body =
        Api.MAPPER.createObjectNode().put("operator", force.operator).put("reason", force.reason);
    if (force.holder != null) {
      body.put("holder", force.holder);
    }
    if (force.token != null) {
      body.put("fencingToken", force.token);
    }
    return api.post(path + "/force-release", body);
  }

  private void text(JsonNode lock) {
    if (lock.path("lost").asBoolean()) {
      out.text(
          "the lock of "
              + account
              + " is lost: its workflow was ended by force. Whoever asks next starts it anew, and"
              + " all earlier holders can open nothing more; --force-release does so at once. Last"
              + " known:");
    }
    out.text(
        lock.path("holder").isNull()
            ? "the lock of " + account + " is free"
            : "the lock of %s is held by %s since %s, fencing token %s"
                .formatted(
                    account,
                    lock.path("holder").asText(),
                    lock.path("since").asText(),
                    lock.path("fencingToken").asText()));
    if (!lock.path("waiters").isEmpty()) {
      TextTable waiters = new TextTable("POSITION>", "EXECUTION", "ACCOUNT", "SINCE");
      for (JsonNode waiter : lock.path("waiters")) {
        waiters.add(Output.cells(waiter, "position", "execution", "account", "since"));
      }
      out.text("\n" + waiters.render());
    }
  }
}
