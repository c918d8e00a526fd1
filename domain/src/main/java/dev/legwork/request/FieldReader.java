package dev.legwork.request;

import java.util.List;
import java.util.Map;

/** Reads the fields of one JSON object and notes under their path what is wrong with them. */
public final class FieldReader {
  private final Map<?, ?> object;
  private final String path;
  private final FieldErrors errors;

  private FieldReader(Map<?, ?> object, String path, FieldErrors errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
  }

  /**
   * @param path of the object, {@code body} for the whole request
   * @param known the fields it may have; others are errors
   * @return null, with an error noted, if the value is no object
   */
  public static FieldReader of(Object value, String path, List<String> known, FieldErrors errors) {
    if (!(value instanceof Map<?, ?> object)) {
      errors.shape(path, value, "must be a JSON object with the fields " + known);
      return null;
    }
    FieldReader reader = new FieldReader(object, path.equals("body") ? "" : path + ".", errors);
    reader.refuseOthersThan(known);
    return reader;
  }

  private void refuseOthersThan(List<String> known) {
    for (Object key : object.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        errors.shape(path + name, object.get(key), "unknown field; known here are " + known);
      }
    }
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return object.get(name) != null;
  }

  /** The field as it came. */
  public Object raw(String name) {
    return object.get(name);
  }

  /** Of the field, for errors. */
  public String path(String name) {
    return path + name;
  }

  /** The value; null, with an error noted, if it is missing or wrong. */
  public <T> T required(String name, Reading<T> reading) {
    if (!has(name)) {
      errors.shape(path(name), null, "is missing; it " + rightOf(reading));
      return null;
    }
    return optional(name, null, reading);
  }

  /** The value, the fallback if it is missing; null, with an error noted, if it is wrong. */
  public <T> T optional(String name, T fallback, Reading<T> reading) {
    if (!has(name)) {
      return fallback;
    }
    return check(path(name), object.get(name), reading, errors);
  }

  /** The value; null, with an error noted under the path, if it is wrong. */
  public static <T> T check(String path, Object value, Reading<T> reading, FieldErrors errors) {
    try {
      return reading.read(value);
    } catch (Reading.Wrong wrong) {
      errors.add(path, value, wrong.getMessage(), wrong.kind());
      return null;
    }
  }

  <T> T read(boolean isRequired, String name, Reading<T> reading) {
    return isRequired ? required(name, reading) : optional(name, null, reading);
  }

  /** Notes every given field of these as out of place. */
  void refuse(List<String> names, String message) {
    names.stream().filter(this::has).forEach(n -> errors.shape(path(n), object.get(n), message));
  }

  private static String rightOf(Reading<?> reading) {
    try {
      reading.read(null);
      return "must be given";
    } catch (Reading.Wrong wrong) {
      return wrong.getMessage();
    }
  }
}
