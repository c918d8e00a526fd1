package dev.legwork.session;

import dev.legwork.request.FieldError;
import dev.legwork.request.FieldErrors;
import dev.legwork.request.FieldReader;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.Reading;
import dev.legwork.request.Readings;
import dev.legwork.request.RequestRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and checks a session's plan; the same for every way in, and everything that is wrong at
 * once. Pure.
 */
public final class SessionPlanReader {
  /** Underlyings of one session: what the gateway's market data lines still serve. */
  public static final int MAX_SYMBOLS = 50;

  private static final int MAX_QUANTITY = 100_000;
  private static final int MAX_LEGS = 6;
  private static final int MAX_TRADES = 1_000;

  private static final List<String> FIELDS =
      List.of(
          "name",
          "account",
          "symbols",
          "strategies",
          "quantity",
          "placing",
          "pricing",
          "maxLegs",
          "stopAfter",
          "scanEvery",
          "dryRun");
  private static final List<String> STOPS = List.of("success", "partial", "trades", "at");

  // No slash: the name is a part of a workflow's id and of an address.
  private static final Reading<String> NAME =
      Readings.text(
          Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,48}"),
          "must be 1 to 48 letters, digits, dots, underscores and hyphens, not dots alone");
  private static final Reading<String> ACCOUNT =
      Readings.text(Pattern.compile("[A-Za-z0-9]{1,32}"), "must be an account like DU1000001");
  private static final Reading<String> SYMBOL =
      Readings.text(
          Pattern.compile("[A-Z0-9][A-Z0-9. -]{0,15}"), "must be a symbol in capitals like TWX");

  /** Knows strategies and their settings. */
  @FunctionalInterface
  public interface StrategyCheck {
    /**
     * All that is wrong with these settings.
     *
     * @return fields are {@code STRATEGY.parameter}, or the strategy's name alone
     */
    List<FieldError> problems(Map<String, Map<String, String>> settings);
  }

  private final FieldErrors errors = new FieldErrors();
  private final RequestRules rules;
  private final StrategyCheck strategies;

  private SessionPlanReader(RequestRules rules, StrategyCheck strategies) {
    this.rules = rules;
    this.strategies = strategies;
  }

  /**
   * @param tree a parsed JSON document: {@code Map}, {@code List}, {@code String}, {@code Number},
   *     {@code Boolean}, null
   * @param name the session's, where it is known from elsewhere: the document's must equal it or be
   *     left out; null if it is not
   * @param strategies checks what the plan says of them
   */
  public static ReadPlan read(
      Object tree, String name, RequestRules rules, StrategyCheck strategies) {
    SessionPlanReader reader = new SessionPlanReader(rules, strategies);
    SessionPlan plan = reader.plan(tree, name);
    return reader.errors.count() == 0
        ? new ReadPlan.Valid(plan)
        : new ReadPlan.Invalid(reader.errors.all());
  }

  private SessionPlan plan(Object tree, String name) {
    FieldReader body = FieldReader.of(tree, "body", FIELDS, errors);
    if (body == null) {
      return null;
    }
    String named = name(body, name);
    String account = account(body);
    List<String> symbols = symbols(body);
    Map<String, Map<String, String>> settings = settings(body);
    Integer quantity = body.optional("quantity", 1, Readings.count(1, MAX_QUANTITY));
    Placing placing = placing(body);
    Pricing pricing = body.optional("pricing", Pricing.LIMIT, Readings.oneOf(Pricing.class));
    Integer maxLegs = body.optional("maxLegs", MAX_LEGS, Readings.count(1, MAX_LEGS));
    checkOneOrder(placing, pricing, maxLegs);
    StopAfter stop = stopAfter(body);
    Duration every =
        body.optional(
            "scanEvery",
            Duration.ofSeconds(1),
            Readings.duration(Duration.ofMillis(200), Duration.ofMinutes(10)));
    Boolean dryRun = body.optional("dryRun", false, Readings.flag());
    checkStrategies(SessionPlan.settings(settings, quantity == null ? 1 : quantity));
    return errors.count() > 0
        ? null
        : new SessionPlan(
            named, account, symbols, settings, quantity, placing, pricing, maxLegs, stop, every,
            dryRun);
  }

  private String name(FieldReader body, String given) {
    if (given == null) {
      return body.required("name", NAME);
    }
    String name = body.optional("name", given, NAME);
    if (name != null && !name.equals(given)) {
      errors.shape("name", name, "must be " + given + " or left out");
    } else if (name != null) {
      FieldReader.check("name", name, NAME, errors);
    }
    return name;
  }

  /** Where the house has one account only, that is meant. */
  private String account(FieldReader body) {
    Set<String> known = rules.accounts();
    String account =
        known.size() == 1
            ? body.optional("account", known.iterator().next(), ACCOUNT)
            : body.required("account", ACCOUNT);
    if (account != null && !known.contains(account)) {
      errors.trade(
          "account", account, "is not configured; the accounts with a session are " + known);
    } else if (account != null
        && !account.startsWith("D")
        && !rules.liveAccounts().contains(account)) {
      errors.trade(
          "account", account, "trades real money and is not named in legwork.broker.live-accounts");
    }
    return account;
  }

  private List<String> symbols(FieldReader body) {
    Object raw = body.raw("symbols");
    if (!(raw instanceof List<?> given) || given.isEmpty()) {
      errors.shape("symbols", raw, "must be a list of at least one symbol like [\"TWX\"]");
      return List.of();
    }
    if (given.size() > MAX_SYMBOLS) {
      errors.trade("symbols", raw, "must be at most " + MAX_SYMBOLS);
      return List.of();
    }
    Set<String> symbols = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String path = "symbols[" + i + "]";
      String symbol = FieldReader.check(path, given.get(i), SYMBOL, errors);
      if (symbol != null && !symbols.add(symbol)) {
        errors.shape(path, symbol, "is there twice");
      }
    }
    return List.copyOf(symbols);
  }

  private Map<String, Map<String, String>> settings(FieldReader body) {
    Object raw = body.raw("strategies");
    if (!(raw instanceof Map<?, ?> given) || given.isEmpty()) {
      errors.shape(
          "strategies",
          raw,
          "must be an object with at least one strategy like {\"SFR\": {\"min-profit\":"
              + " \"0.05\"}}");
      return Map.of();
    }
    Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    given.forEach(
        (strategy, values) ->
            settings.put(String.valueOf(strategy), settings("strategies." + strategy, values)));
    return settings;
  }

  private Map<String, String> settings(String path, Object raw) {
    if (!(raw instanceof Map<?, ?> given)) {
      errors.shape(path, raw, "must be an object with the strategy's settings, perhaps empty");
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          String text = text(value);
          if (text == null) {
            errors.shape(path + "." + name, value, "must be a text, a number, true or false");
          } else {
            texts.put(String.valueOf(name), text);
          }
        });
    return texts;
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case BigDecimal number when Math.abs((long) number.scale()) <= 20 -> number.toPlainString();
      case BigDecimal ignored -> null;
      case Number number -> number.toString();
      case null, default -> null;
    };
  }

  private Placing placing(FieldReader body) {
    Placing placing = body.optional("placing", Placing.PARALLEL, Readings.oneOf(Placing.class));
    if (placing == Placing.AUTO) {
      errors.trade(
          "placing",
          placing,
          "leaves it to each trade whether its legs are one order, for which a session has another"
              + " limit; take PARALLEL, HEDGE_FIRST, SEQUENTIAL or COMBO");
    }
    return placing;
  }

  /** What is one order of all legs has a limit for all of them. */
  private void checkOneOrder(Placing placing, Pricing pricing, Integer maxLegs) {
    if (pricing == null || pricing == Pricing.LIMIT) {
      return;
    }
    if (placing == Placing.COMBO) {
      errors.trade(
          "pricing", pricing, "contradicts placing COMBO, whose price is a limit; take LIMIT");
    } else if (maxLegs != null && maxLegs < MAX_LEGS) {
      errors.trade(
          "pricing",
          pricing,
          "contradicts maxLegs %d: a trade of more legs is one order, whose price is a limit; take LIMIT, or leave maxLegs out"
              .formatted(maxLegs));
    }
  }

  private StopAfter stopAfter(FieldReader body) {
    if (!body.has("stopAfter")) {
      return StopAfter.DEFAULT;
    }
    FieldReader given = FieldReader.of(body.raw("stopAfter"), "stopAfter", STOPS, errors);
    if (given == null) {
      return StopAfter.DEFAULT;
    }
    Boolean success = given.optional("success", false, Readings.flag());
    // What is left of a trade wants a person: only who says so goes on beside it.
    Boolean partial = given.optional("partial", true, Readings.flag());
    Integer trades = given.optional("trades", null, Readings.count(1, MAX_TRADES));
    Instant at = given.optional("at", null, SessionPlanReader::instant);
    return success == null || partial == null
        ? StopAfter.DEFAULT
        : new StopAfter(success, partial, trades, at);
  }

  private static Instant instant(Object value) throws Reading.Wrong {
    try {
      if (value instanceof String text) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw Reading.Wrong.shape("must be an instant in UTC like 2014-06-06T19:55:00Z");
    }
    throw Reading.Wrong.shape("must be an instant in UTC like 2014-06-06T19:55:00Z");
  }

  private void checkStrategies(Map<String, Map<String, String>> settings) {
    List<FieldError> problems = new ArrayList<>(strategies.problems(settings));
    problems.forEach(
        problem ->
            errors.add(
                "strategies." + problem.field(),
                problem.value(),
                problem.message(),
                problem.kind()));
  }
}
