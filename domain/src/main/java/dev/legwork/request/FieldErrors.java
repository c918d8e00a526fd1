package dev.legwork.request;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong, up to a number that a person can still read. */
public final class FieldErrors {
  private static final int MAX_ERRORS = 100;
  private static final int MAX_VALUE_LENGTH = 80;

  private final List<FieldError> errors = new ArrayList<>();
  private int count;

  /** The value could not be read. */
  public void shape(String field, Object value, String message) {
    add(field, value, message, FieldError.Kind.SHAPE);
  }

  /** The value was read and asks for what cannot be. */
  public void trade(String field, Object value, String message) {
    add(field, value, message, FieldError.Kind.TRADE);
  }

  /** Notes one of them. */
  public void add(String field, Object value, String message, FieldError.Kind kind) {
    count++;
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(shortened(field), describe(value), message, kind));
    }
  }

  /** How many there were, those beyond the readable number included. */
  public int count() {
    return count;
  }

  /** Those that a person can still read, in the order in which they were found. */
  public List<FieldError> all() {
    return List.copyOf(errors);
  }

  private static String describe(Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list of " + list.size();
      case Number number when isLong(number) -> "a number with very many digits";
      default -> shortened(value.toString());
    };
  }

  private static boolean isLong(Number number) {
    return switch (number) {
      case BigInteger whole -> whole.bitLength() > 256;
      case BigDecimal decimal -> decimal.unscaledValue().bitLength() > 256;
      default -> false;
    };
  }

  private static String shortened(String text) {
    return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "…";
  }
}
