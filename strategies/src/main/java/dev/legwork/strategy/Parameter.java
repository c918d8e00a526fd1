package dev.legwork.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A setting that a strategy takes.
 *
 * @param name lower case with hyphens, e.g. {@code max-dte}
 * @param kind what its text must be
 * @param byDefault its text where nothing is given, or null: then it has no value
 * @param least the smallest number allowed, or null
 * @param most the largest number allowed, or null
 * @param choices what a choice may be
 * @param optional whether it may be {@code none}, e.g. a limit that is not wanted
 * @param meaning for people, with its unit
 */
public record Parameter(
    String name,
    Kind kind,
    String byDefault,
    BigDecimal least,
    BigDecimal most,
    List<String> choices,
    boolean optional,
    String meaning) {

  /** The text of an optional setting that has no value. */
  public static final String NONE = "none";

  /** What the text of a setting must be. */
  public enum Kind {
    /** A decimal of at most four places. */
    DECIMAL,
    /** A whole number. */
    WHOLE,
    /** {@code true} or {@code false}. */
    YES_NO,
    /** One of the choices. */
    CHOICE
  }

  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(meaning, "meaning");
    choices = List.copyOf(choices);
  }

  /** A decimal within bounds, which may be null. */
  public static Parameter decimal(
      String name, String byDefault, String least, String most, String meaning) {
    return new Parameter(
        name, Kind.DECIMAL, byDefault, number(least), number(most), List.of(), false, meaning);
  }

  /** A decimal of at least 0 that may be {@code none}; no default, no value. */
  public static Parameter limit(String name, String byDefault, String meaning) {
    return new Parameter(
        name, Kind.DECIMAL, byDefault, BigDecimal.ZERO, null, List.of(), true, meaning);
  }

  /** A whole number within bounds. */
  public static Parameter whole(
      String name, long byDefault, long least, long most, String meaning) {
    return new Parameter(
        name,
        Kind.WHOLE,
        Long.toString(byDefault),
        BigDecimal.valueOf(least),
        BigDecimal.valueOf(most),
        List.of(),
        false,
        meaning);
  }

  /** Yes or no. */
  public static Parameter yesNo(String name, boolean byDefault, String meaning) {
    return new Parameter(
        name, Kind.YES_NO, Boolean.toString(byDefault), null, null, List.of(), false, meaning);
  }

  /** One of several words; the first is the default. */
  public static Parameter choice(String name, List<String> choices, String meaning) {
    return new Parameter(
        name, Kind.CHOICE, choices.getFirst(), null, null, choices, false, meaning);
  }

  /** The same with another default. */
  public Parameter withDefault(String other) {
    return new Parameter(name, kind, other, least, most, choices, optional, meaning);
  }

  /** What is wrong with a text, for people; null if nothing is. */
  String problem(String text) {
    if (optional && text.equals(NONE)) {
      return null;
    }
    return switch (kind) {
      case YES_NO -> text.equals("true") || text.equals("false") ? null : "must be true or false";
      case CHOICE -> choices.contains(text) ? null : "must be one of " + choices;
      case DECIMAL, WHOLE -> numberProblem(text);
    };
  }

  private String numberProblem(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return "must be a number";
    }
    int places = kind == Kind.WHOLE ? 0 : 4;
    if (Math.abs((long) value.scale()) > 20 || value.stripTrailingZeros().scale() > places) {
      return places == 0 ? "must be a whole number" : "must have at most four decimals";
    }
    boolean low = least != null && value.compareTo(least) < 0;
    boolean high = most != null && value.compareTo(most) > 0;
    return low || high ? "must be " + range() : null;
  }

  /** The numbers that are allowed, for people; empty where all are. */
  public String range() {
    if (least == null && most == null) {
      return "";
    }
    return least == null
        ? "at most " + most.toPlainString()
        : most == null
            ? "at least " + least.toPlainString()
            : "from " + least.toPlainString() + " to " + most.toPlainString();
  }

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
