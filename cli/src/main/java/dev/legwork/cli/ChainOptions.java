package dev.legwork.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is looked for, in which chains; the same for whoever looks. */
final class ChainOptions {
  private static final String SFR = "SFR";
  private static final String SYNTHETIC = "SYNTHETIC";

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "whose broker session it is; needed where several are configured")
  private String account;

  @Option(
      names = "--symbols",
      paramLabel = "SYMBOL",
      arity = "1..*",
      description = "underlyings whose chains are looked at")
  private List<String> symbols;

  @Option(names = "--sfr", description = "look for conversions that cannot lose")
  private boolean sfr;

  @Option(
      names = "--sfr-min-profit",
      paramLabel = "USD",
      description = "least guaranteed profit a share; 0.01 if left out")
  private String sfrMinProfit;

  @Option(
      names = "--sfr-cost-limit",
      paramLabel = "USD",
      description = "most that a share of the underlying, and of the trade, may cost; 120")
  private String sfrCostLimit;

  @Option(names = "--synthetic", description = "look for conversions with a bounded loss")
  private boolean synthetic;

  @Option(
      names = "--synthetic-max-loss",
      paramLabel = "USD",
      description = "most that a conversion may lose, a positive amount; no bound if left out")
  private String maxLoss;

  @Option(
      names = "--synthetic-max-profit",
      paramLabel = "USD",
      description = "a best case above it is too good to be true; no bound if left out")
  private String maxProfit;

  @Option(
      names = "--synthetic-scoring",
      paramLabel = "PRESET",
      description = "balanced, conservative, aggressive or liquidity-focused")
  private String scoring;

  @Option(
      names = "--set",
      paramLabel = "STRATEGY.NAME=VALUE",
      description = "any setting of any strategy (docs/strategies.md); names the strategy as well")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--quantity", paramLabel = "N", description = "units of a trade; 1")
  private Integer quantity;

  /** Puts what was said into a plan; nothing where nothing was said. */
  void put(ObjectNode plan) {
    put(plan, "account", account);
    if (symbols != null) {
      ArrayNode list = plan.putArray("symbols");
      symbols.forEach(symbol -> list.add(symbol.toUpperCase(Locale.ROOT)));
    }
    strategies(plan);
    if (quantity != null) {
      plan.put("quantity", quantity);
    }
  }

  private void strategies(ObjectNode plan) {
    set(plan, SFR, sfr, "min-profit", sfrMinProfit);
    set(plan, SFR, sfr, "cost-limit", sfrCostLimit);
    set(plan, SYNTHETIC, synthetic, "max-loss", maxLoss);
    set(plan, SYNTHETIC, synthetic, "max-profit-cap", maxProfit);
    set(plan, SYNTHETIC, synthetic, "scoring", scoring);
    settings.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          if (dot < 1 || dot == key.length() - 1) {
            throw Failure.badInput("--set " + key + ": must be STRATEGY.NAME=VALUE");
          }
          set(
              plan,
              key.substring(0, dot).toUpperCase(Locale.ROOT),
              true,
              key.substring(dot + 1),
              value);
        });
  }

  private static void set(
      ObjectNode plan, String strategy, boolean wanted, String setting, String value) {
    if (!wanted && value == null) {
      return;
    }
    ObjectNode settings = object(object(plan, "strategies"), strategy);
    put(settings, setting, value);
  }

  private static ObjectNode object(ObjectNode parent, String field) {
    return parent.path(field) instanceof ObjectNode there ? there : parent.putObject(field);
  }

  private static void put(ObjectNode node, String field, String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
