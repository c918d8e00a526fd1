package dev.legwork.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.num.Decimals;
import dev.legwork.report.TextTable;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** Writes answers for people, or as JSON for programs. */
final class Output {
  private static final Set<String> PRICES = Set.of("averagePrice", "limit");
  private static final Pattern PRICE = Pattern.compile("-?[0-9]+([.][0-9]+)?");

  private final PrintStream out;

  Output(PrintStream out) {
    this.out = out;
  }

  void text(String text) {
    out.print(text.endsWith("\n") ? text : text + "\n");
    out.flush();
  }

  /** Whether a person looks at it in a terminal that can draw. */
  boolean isTerminal() {
    return out == System.out && Ansi.AUTO.enabled();
  }

  /** Draws a text over the one that was drawn before; only in a terminal. */
  void redraw(String before, String now) {
    if (!before.isEmpty()) {
      out.print("\u001b[" + before.lines().count() + "A\u001b[J");
    }
    text(now);
  }

  void json(JsonNode answer) {
    try {
      text(Api.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write what was just read", e);
    }
  }

  /** An execution in a few lines. */
  void execution(JsonNode view) {
    text(line(view));
    for (JsonNode left : view.path("residual")) {
      text("LEFT BEHIND " + left.path("position").asText() + " " + left.path("label").asText());
    }
    for (JsonNode former : view.path("formerEndings")) {
      text("ENDED BEFORE " + former(former));
    }
    if (!view.has("legs")) {
      return;
    }
    TextTable legs = new TextTable("LEG", "SIDE", "RATIO>", "EXECUTED>", "AVERAGE>", "HELD>");
    TextTable orders =
        new TextTable("ORDER", "ID>", "SIDE", "QUANTITY>", "LIMIT>", "STATE", "EXECUTED>");
    boolean placed = false;
    for (JsonNode leg : view.path("legs")) {
      legs.add(cells(leg, "name", "action", "ratio", "executed", "averagePrice", "position"));
      for (JsonNode order : leg.path("orders")) {
        orders.add(order(leg, order));
        placed = true;
      }
    }
    text("\n" + legs.render());
    if (placed) {
      text("\n" + orders.render());
    }
  }

  /** The legs of a combo share its reference and its net limit. */
  private static Object[] order(JsonNode leg, JsonNode order) {
    Object[] cells =
        cells(order, "orderRef", "orderId", "side", "quantity", "limit", "state", "executed");
    if (order.path("combo").isObject()) {
      cells[0] = cells[0] + " (" + leg.path("name").asText() + ")";
      cells[4] = "net " + price(order.at("/combo/limit"));
    }
    return cells;
  }

  private static String former(JsonNode ending) {
    StringBuilder text = new StringBuilder(ending.path("state").asText());
    for (JsonNode left : ending.path("residual")) {
      text.append(" ")
          .append(left.path("position").asText())
          .append(" ")
          .append(left.path("label").asText());
    }
    text.append(" at ").append(ending.path("finishedAt").asText());
    if (ending.path("reason").isObject()) {
      text.append("  ").append(ending.at("/reason/code").asText());
    }
    return text.toString();
  }

  private static String line(JsonNode view) {
    StringBuilder line = new StringBuilder();
    line.append(view.path("id").asText()).append("  ").append(view.path("state").asText());
    if (view.path("reason").isObject()) {
      line.append("  ")
          .append(view.at("/reason/code").asText())
          .append(": ")
          .append(view.at("/reason/detail").asText());
    }
    if (view.has("net")) {
      line.append("  net ")
          .append(price(view.at("/net/actual")))
          .append(", limit ")
          .append(price(view.at("/net/limit")))
          .append(", fees ")
          .append(cell(view.path("fees")))
          .append(view.path("feesPending").asBoolean() ? " so far" : "");
    }
    return line.toString();
  }

  static Object[] cells(JsonNode node, String... fields) {
    Object[] cells = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      JsonNode value = node.path(fields[i]);
      cells[i] = PRICES.contains(fields[i]) ? price(value) : cell(value);
    }
    return cells;
  }

  /** USD per share as reports show it; anything else as it came. */
  static String price(JsonNode value) {
    String text = cell(value);
    return PRICE.matcher(text).matches() ? Decimals.price(new BigDecimal(text)) : text;
  }

  static String cell(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "-" : value.asText();
  }
}
