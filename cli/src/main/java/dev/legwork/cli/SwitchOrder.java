package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the commands that set, clear or show a switch have in common. */
final class SwitchOrder {
  /** What to do. */
  enum What {
    ON,
    OFF,
    SHOW
  }

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "on|off|show", description = "what to do")
  private What what;

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "who does it; needed to change it")
  private String operator;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why; needed to change it")
  private String reason;

  boolean isShow() {
    return what == What.SHOW;
  }

  /** The body that sets or clears it. */
  ObjectNode body() {
    if (operator == null || reason == null) {
      throw new ParameterException(
          spec.commandLine(), "--operator and --reason are needed: every change is audited");
    }
    return Api.MAPPER
        .createObjectNode()
        .put("on", what == What.ON)
        .put("operator", operator)
        .put("reason", reason);
  }

  ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What stands on an account, in lines. */
  static String text(JsonNode account) {
    StringBuilder text = new StringBuilder(account.path("account").asText());
    text.append("\n  kill switch    ").append(standing(account.path("killSwitch")));
    text.append("\n  reducing only  ").append(standing(account.path("reducingOnly")));
    for (JsonNode pause : account.path("paused")) {
      text.append("\n  paused         ").append(pause.path("underlying").asText()).append(", ");
      text.append(by(pause));
    }
    for (JsonNode trade : account.path("flattened")) {
      text.append("\n  flattening     ").append(trade.path("execution").asText()).append(": ");
      text.append(trade.path("state").asText()).append(' ').append(trade.path("detail").asText());
    }
    return text.toString();
  }

  private static String standing(JsonNode one) {
    if (!one.path("on").asBoolean()) {
      return "off";
    }
    return "ON, " + by(one) + (one.path("flatten").asBoolean() ? flattening(one) : "");
  }

  /** Often another person, and later, than who has set the switch. */
  private static String flattening(JsonNode one) {
    return "\n                 flattening, by %s: %s"
        .formatted(one.path("flattenedBy").asText(), one.path("flattenReason").asText());
  }

  private static String by(JsonNode one) {
    return "by %s since %s: %s"
        .formatted(
            one.path("operator").asText(), one.path("since").asText(), one.path("reason").asText());
  }
}
