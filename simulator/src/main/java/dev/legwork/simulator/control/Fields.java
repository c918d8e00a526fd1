package dev.legwork.simulator.control;

import dev.legwork.simulator.control.BadInput.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and remembers everything that is wrong with them. Numbers may
 * be strings. Fields that nobody asked for are wrong too.
 */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final List<FieldError> errors;
  private final List<Fields> nested = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();

  Fields(JsonNode object) {
    this(object, "", new ArrayList<>());
  }

  private Fields(JsonNode object, String path, List<FieldError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
    if (object == null || !object.isObject()) {
      String name = path.isEmpty() ? "body" : path.substring(0, path.length() - 1);
      errors.add(new FieldError(name, text(object), "must be an object"));
    }
  }

  /** Fails with all that was wrong, unknown fields included. */
  void check() {
    rejectUnknown();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
  }

  private void rejectUnknown() {
    nested.forEach(Fields::rejectUnknown);
    for (String name : names()) {
      if (known.add(name)) {
        reject(name, "is not known");
      }
    }
  }

  private List<String> names() {
    return object == null || !object.isObject() ? List.of() : List.copyOf(object.propertyNames());
  }

  /** Notes that a field is wrong. */
  void reject(String name, String message) {
    String value = object == null ? null : text(object.get(name));
    errors.add(new FieldError(path + name, value, message));
  }

  boolean has(String name) {
    known.add(name);
    JsonNode node = object == null ? null : object.get(name);
    return node != null && !node.isNull();
  }

  /** A nested object; noted as wrong if it is not there. */
  Fields object(String name) {
    var fields = new Fields(has(name) ? object.get(name) : null, path + name + ".", errors);
    nested.add(fields);
    return fields;
  }

  /** A text, or null if the field is not there. */
  String text(String name) {
    return has(name) ? text(object.get(name)) : null;
  }

  /** A text that has to be there; empty, and noted, if it is not. */
  String required(String name) {
    String value = text(name);
    if (value == null || value.isEmpty()) {
      reject(name, "is missing");
      return "";
    }
    return value;
  }

  BigDecimal decimal(String name) {
    return parsed(name, BigDecimal::new, "must be a decimal number");
  }

  Integer integer(String name) {
    return parsed(name, text -> new BigDecimal(text).intValueExact(), "must be a whole number");
  }

  Long whole(String name) {
    return parsed(name, text -> new BigDecimal(text).longValueExact(), "must be a whole number");
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(parsed(name, Fields::truth, "must be true or false"));
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** A field read by a function that throws for what it cannot read; null if not there. */
  <T> T parsed(String name, Function<String, T> parser, String message) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException problem) {
      reject(name, message);
      return null;
    }
  }

  /** The names and texts of all fields; none of them is unknown. */
  Map<String, String> all() {
    var map = new LinkedHashMap<String, String>();
    for (String name : names()) {
      known.add(name);
      map.put(name, text(object.get(name)));
    }
    return map;
  }

  private static String text(JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    return node.isValueNode() ? node.asString() : node.toString();
  }
}
