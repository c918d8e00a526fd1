package dev.legwork.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A conversion as JSON, and ways to spoil it. */
final class Conversions {
  static final RequestRules RULES =
      new RequestRules(
          Set.of("DU1000001", "U7654321", "U1111111"),
          Set.of("U1111111"),
          LocalDate.of(2014, 6, 6));

  private Conversions() {}

  static Map<String, Object> conversion() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", "twx-0001");
    body.put("account", "DU1000001");
    body.put("strategy", "SFR");
    body.put("underlying", "TWX");
    body.put(
        "legs",
        new ArrayList<>(
            List.of(
                leg("stock", "BUY", 100, new LinkedHashMap<>(stock())),
                leg("put", "BUY", 1, option("PUT")),
                leg("call", "SELL", 1, option("CALL")))));
    body.put("quantity", 1);
    body.put("netLimit", "69.72");
    body.put("placing", "PARALLEL");
    body.put("pricing", "LIMIT");
    body.put("partial", new LinkedHashMap<>());
    body.put("timeouts", new LinkedHashMap<>(Map.of("total", "PT15S", "afterFirstFill", "PT5S")));
    return body;
  }

  static Map<String, Object> leg(String name, String action, int ratio, Object contract) {
    Map<String, Object> leg = new LinkedHashMap<>();
    leg.put("name", name);
    leg.put("action", action);
    leg.put("ratio", ratio);
    leg.put("contract", contract);
    return leg;
  }

  static Map<String, Object> stock() {
    return new LinkedHashMap<>(Map.of("type", "STOCK", "symbol", "TWX"));
  }

  static Map<String, Object> option(String right) {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("type", "OPTION");
    option.put("symbol", "TWX");
    option.put("expiry", "2014-06-20");
    option.put("strike", "70");
    option.put("right", right);
    return option;
  }

  /** The conversion with another value at a path like {@code legs[1].contract.strike}. */
  static Map<String, Object> with(String path, Object value) {
    return with(conversion(), path, value);
  }

  static Map<String, Object> with(Map<String, Object> body, String path, Object value) {
    int dot = path.lastIndexOf('.');
    String name = path.substring(dot + 1);
    Object holder = dot < 0 ? body : at(body, path.substring(0, dot));
    int bracket = name.indexOf('[');
    if (bracket < 0) {
      object(holder).put(name, value);
    } else {
      list(object(holder).get(name.substring(0, bracket))).set(index(name), value);
    }
    return body;
  }

  static Map<String, Object> without(String path) {
    Map<String, Object> body = conversion();
    int dot = path.lastIndexOf('.');
    object(dot < 0 ? body : at(body, path.substring(0, dot))).remove(path.substring(dot + 1));
    return body;
  }

  private static Object at(Object node, String path) {
    for (String step : path.split("\\.")) {
      int bracket = step.indexOf('[');
      node = object(node).get(bracket < 0 ? step : step.substring(0, bracket));
      node = bracket < 0 ? node : list(node).get(index(step));
    }
    return node;
  }

  private static int index(String step) {
    return Integer.parseInt(step.substring(step.indexOf('[') + 1, step.length() - 1));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object node) {
    return (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object node) {
    return (List<Object>) node;
  }

  static ReadRequest read(Object tree) {
    return RequestReader.read(tree, null, RULES);
  }

  static ReadRequest.Valid valid(Object tree) {
    return switch (read(tree)) {
      case ReadRequest.Valid valid -> valid;
      case ReadRequest.Invalid invalid -> throw new AssertionError(invalid.errors().toString());
    };
  }

  static List<FieldError> errors(Object tree) {
    return switch (read(tree)) {
      case ReadRequest.Valid valid -> List.of();
      case ReadRequest.Invalid invalid -> invalid.errors();
    };
  }
}
