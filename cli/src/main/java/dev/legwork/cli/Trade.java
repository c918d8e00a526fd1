package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a trading session and shows how it goes until it is over. */
@Command(
    name = "trade",
    description = {
      "Watch option chains, and execute the best opportunity under the account's lock.",
      "The session is durable: it goes on when this command is ended, and whatever restarts."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./legwork trade --symbols TWX GOOG --sfr --sfr-min-profit 0.05 --stop-after success",
      "  ./legwork trade --symbols TWX --synthetic --synthetic-max-loss 50 --dry-run",
      "  ./legwork trade --symbols TWX --sfr --synthetic --quantity 2 --stop-after"
          + " 3,2026-06-05T19:55:00Z",
      "  ./legwork trade --config morning.json --detach",
      "A start that was not answered may be repeated with the --key that it tells: one session"
          + " runs.",
      "A configuration file is the plan as REST takes it (docs/request.md); options go before it.",
      "./legwork sessions pauses, resumes and stops it."
    })
final class Trade implements Callable<Integer> {
  private final Output out;

  @Mixin private Connection connection;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the session's plan, JSON; all errors of it are told at once")
  private String config;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "of the session; without one it is given one")
  private String name;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "idempotency key: the same command again starts nothing; one is made")
  private String key;

  @Mixin private ChainOptions chains;

  @Option(
      names = "--placing",
      paramLabel = "MODE",
      description = "PARALLEL, HEDGE_FIRST, SEQUENTIAL or COMBO; PARALLEL")
  private String placing;

  @Option(names = "--pricing", paramLabel = "MODE", description = "LIMIT, MARKET or HYBRID; LIMIT")
  private String pricing;

  @Option(
      names = "--max-legs",
      paramLabel = "N",
      description = "place trades of more legs as one order of all legs; 1 places nothing apart")
  private Integer maxLegs;

  @Option(
      names = "--stop-after",
      paramLabel = "WHEN",
      split = ",",
      description =
          "success, a number of trades, a moment (2026-06-05T19:55:00Z), or several of them, and"
              + " always after a trade in part; partial: after that alone; never: not by itself."
              + " success,partial if left out")
  private List<String> stopAfter;

  @Option(names = "--dry-run", description = "tell what would be executed, and execute nothing")
  private boolean dryRun;

  @Option(names = "--detach", description = "start the session and do not stay to watch it")
  private boolean detach;

  Trade(Output out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    ObjectNode plan = plan();
    Api api = connection.api();
    JsonNode session = start(api, plan);
    if (detach) {
      if (connection.json) {
        out.json(session);
      } else {
        String started = session.path("name").asText();
        out.text("session " + started + " began; ./legwork sessions show " + started);
      }
      return ExitCode.DONE;
    }
    return new SessionScreen(api, out, connection.json).follow(session.path("name").asText(), true);
  }

  /** Whoever hears no answer can repeat it: the session of a key is begun once, be it over. */
  private JsonNode start(Api api, ObjectNode plan) {
    String known = key == null ? UUID.randomUUID().toString() : key;
    return api.start(
        "/api/sessions",
        plan.toString().getBytes(StandardCharsets.UTF_8),
        known,
        "the session",
        "repeat the same command with --key " + known + "; it is safe");
  }

  private ObjectNode plan() {
    ObjectNode plan = config == null ? Api.MAPPER.createObjectNode() : read(config);
    put(plan, "name", name);
    chains.put(plan);
    put(plan, "placing", upper(placing));
    put(plan, "pricing", upper(pricing));
    if (maxLegs != null) {
      plan.put("maxLegs", maxLegs);
    }
    if (stopAfter != null) {
      plan.set("stopAfter", stopAfter());
    }
    if (dryRun) {
      plan.put("dryRun", true);
    }
    return plan;
  }

  private static void put(ObjectNode node, String field, String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static String upper(String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  private ObjectNode stopAfter() {
    ObjectNode when = Api.MAPPER.createObjectNode();
    List<String> wrong = new ArrayList<>();
    for (String one : stopAfter) {
      if (one.equals("success") || one.equals("partial")) {
        when.put(one, true);
      } else if (one.matches("[0-9]{1,9}")) {
        when.put("trades", Integer.valueOf(one));
      } else if (one.matches("[0-9]{4}-.*")) {
        when.put("at", one);
      } else if (one.equals("never") && stopAfter.size() == 1) {
        when.put("partial", false);
      } else {
        wrong.add(one);
      }
    }
    if (!wrong.isEmpty()) {
      throw Failure.badInput(
          "--stop-after "
              + String.join(",", wrong)
              + ": must be success, partial, a number of trades, a moment like"
              + " 2026-06-05T19:55:00Z, or never alone");
    }
    return when;
  }

  private static ObjectNode read(String file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw Failure.badInput("--config " + file + ": no such file");
    } catch (IOException e) {
      throw Failure.badInput("--config " + file + ": cannot be read: " + e.getMessage());
    }
    try {
      if (Api.MAPPER.valueToTree(StrictJson.read(bytes)) instanceof ObjectNode plan) {
        return plan;
      }
    } catch (StrictJson.Malformed e) {
      throw Failure.badInput("--config " + file + " is not the JSON it must be: " + e.getMessage());
    }
    throw Failure.badInput("--config " + file + ": must be a JSON object");
  }
}
