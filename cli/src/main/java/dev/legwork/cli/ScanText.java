package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A pass over chains for people. */
final class ScanText {
  private static final int SCORE_PLACES = 4;

  private ScanText() {}

  /** Opportunities, funnels, troubles. */
  static String of(JsonNode scan) {
    List<String> parts = new ArrayList<>();
    parts.add(opportunities(scan));
    parts.add(funnels(scan.path("tallies")));
    List<String> troubles = new ArrayList<>();
    scan.path("troubles").forEach(trouble -> troubles.add("!  " + trouble.asText()));
    if (!troubles.isEmpty()) {
      parts.add(String.join("\n", troubles));
    }
    return String.join("\n\n", parts);
  }

  private static String opportunities(JsonNode scan) {
    JsonNode all = scan.path("opportunities");
    if (all.isEmpty()) {
      return "no opportunity";
    }
    TextTable table =
        new TextTable(
            "RANK>",
            "STRATEGY",
            "SYMBOL",
            "EXPIRY",
            "STRIKES",
            "COST>",
            "EDGE>",
            "NET USD>",
            "SCORE>",
            "LABEL");
    int rank = 0;
    for (JsonNode one : all) {
      rank++;
      JsonNode figures = one.path("figures");
      table.add(
          rank,
          one.path("strategy").asText(),
          one.path("symbol").asText(),
          expiries(one.path("legs")),
          strikes(one.path("legs")),
          Output.price(figures.path("netDebit")),
          Output.price(figures.path("minProfit")),
          Output.price(figures.path("minProfitNet")),
          score(one),
          one.path("label").asText());
    }
    int found = scan.path("found").asInt();
    return table.render().stripTrailing()
        + (found > rank ? "\nand %d more".formatted(found - rank) : "");
  }

  private static String score(JsonNode opportunity) {
    return new BigDecimal(opportunity.path("score").asText())
        .setScale(SCORE_PLACES, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String expiries(JsonNode legs) {
    Set<String> expiries = new LinkedHashSet<>();
    for (JsonNode leg : legs) {
      JsonNode expiry = leg.at("/contract/expiry");
      if (expiry.isTextual()) {
        expiries.add(expiry.asText());
      }
    }
    return joined(expiries);
  }

  /** {@code +70P -70C}: what is bought, and what is sold. */
  private static String strikes(JsonNode legs) {
    List<String> strikes = new ArrayList<>();
    for (JsonNode leg : legs) {
      JsonNode contract = leg.path("contract");
      if (contract.path("right").isTextual()) {
        strikes.add(
            (leg.path("action").asText().equals("BUY") ? "+" : "-")
                + contract.path("strike").asText()
                + contract.path("right").asText().charAt(0));
      }
    }
    return joined(strikes);
  }

  private static String joined(Collection<String> texts) {
    return texts.isEmpty() ? "-" : String.join(" ", texts);
  }

  private static String funnels(JsonNode tallies) {
    TextTable table =
        new TextTable("STRATEGY", "SYMBOLS>", "EXPIRIES>", "PAIRS>", "FOUND>", "REFUSED>", "BY");
    for (JsonNode tally : tallies) {
      Object[] first =
          Output.cells(tally, "strategy", "symbols", "expiries", "pairs", "opportunities");
      boolean isFirst = true;
      for (var refused : tally.path("refused").properties()) {
        table.add(row(isFirst, first, refused.getValue().asText(), refused.getKey()));
        isFirst = false;
      }
      if (isFirst) {
        table.add(row(true, first, "0", "-"));
      }
    }
    return table.render().stripTrailing();
  }

  /** A strategy's own figures only once. */
  private static Object[] row(boolean isFirst, Object[] first, String refused, String code) {
    Object[] cells = new Object[first.length + 2];
    for (int i = 0; i < first.length; i++) {
      cells[i] = isFirst ? first[i] : "";
    }
    cells[first.length] = refused;
    cells[first.length + 1] = code;
    return cells;
  }
}
