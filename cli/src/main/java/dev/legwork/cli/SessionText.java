package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trading session for people. */
final class SessionText {
  private static final int FILTERS_SHOWN = 3;

  private SessionText() {}

  /** {@code morning EXECUTING executes TWX-…}. */
  static String line(JsonNode session) {
    String detail = session.path("detail").asText();
    return session.path("name").asText()
        + "  "
        + session.path("phase").asText()
        + (detail.isEmpty() ? "" : "  " + detail);
  }

  /** All of it, in lines. */
  static String whole(JsonNode session) {
    JsonNode counts = session.path("counts");
    StringBuilder text = new StringBuilder(line(session));
    text.append(
        "\n  account %s, %s%s, %s passes"
            .formatted(
                session.path("account").asText(),
                symbols(session),
                session.at("/plan/dryRun").asBoolean() ? ", dry run" : "",
                session.path("passes").asText()));
    text.append(
        "\n  found %s, fallen %s, taken by others %s, trades %s: committed %s, in part %s, unfilled %s"
            .formatted(
                counts.path("found").asText(),
                counts.path("fallen").asText(),
                counts.path("taken").asText(),
                counts.path("trades").asText(),
                counts.path("committed").asText(),
                counts.path("partial").asText(),
                counts.path("unfilled").asText()));
    funnel(text, session.path("lastPass"));
    trades(text, session);
    return text.toString();
  }

  private static void funnel(StringBuilder text, JsonNode pass) {
    if (!pass.isObject()) {
      return;
    }
    TextTable table =
        new TextTable("STRATEGY", "SYMBOLS>", "EXPIRIES>", "PAIRS>", "FOUND>", "REFUSED MOST BY");
    for (JsonNode tally : pass.path("tallies")) {
      table.add(
          tally.path("strategy").asText(),
          tally.path("symbols").asText(),
          tally.path("expiries").asText(),
          tally.path("pairs").asText(),
          tally.path("opportunities").asText(),
          refusals(tally.path("refused")));
    }
    text.append("\n\n").append(table.render().stripTrailing());
    if (!pass.path("best").isNull()) {
      text.append("\nbest  ").append(pass.path("best").asText());
    }
    for (JsonNode trouble : pass.path("troubles")) {
      text.append("\n!  ").append(trouble.asText());
    }
  }

  private static void trades(StringBuilder text, JsonNode session) {
    List<JsonNode> trades = new ArrayList<>();
    session.path("trades").forEach(trades::add);
    if (session.path("current").isObject()) {
      trades.add(session.path("current"));
    }
    if (trades.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("EXECUTION", "STRATEGY", "SYMBOL", "WORST CASE>", "OUTCOME");
    for (JsonNode trade : trades) {
      table.add(
          trade.path("execution").asText(),
          trade.path("strategy").asText(),
          trade.path("symbol").asText(),
          Output.price(trade.path("minProfitNet")),
          trade.path("outcome").isNull() ? "runs" : trade.path("outcome").asText());
    }
    text.append("\n\n").append(table.render().stripTrailing());
  }

  static String symbols(JsonNode session) {
    List<String> symbols = new ArrayList<>();
    session.at("/plan/symbols").forEach(symbol -> symbols.add(symbol.asText()));
    List<String> strategies = new ArrayList<>();
    session.at("/plan/strategies").fieldNames().forEachRemaining(strategies::add);
    return String.join(" ", symbols) + " for " + String.join(", ", strategies);
  }

  private static String refusals(JsonNode refused) {
    List<Map.Entry<String, Long>> all = new ArrayList<>();
    refused.properties().forEach(one -> all.add(Map.entry(one.getKey(), one.getValue().asLong())));
    all.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    return String.join(
        ", ",
        all.stream().limit(FILTERS_SHOWN).map(one -> one.getKey() + " " + one.getValue()).toList());
  }
}
