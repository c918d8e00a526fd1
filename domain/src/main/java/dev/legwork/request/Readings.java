package dev.legwork.request;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The readings of a request's values, each with its bounds. */
public final class Readings {
  private static final int MAX_DIGITS = 12;
  private static final int MAX_PLACES = 6;
  private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern ISO_DURATION = Pattern.compile("P[0-9DTHMS.]{1,30}");
  private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000");

  private Readings() {}

  /** A text of this pattern. */
  public static Reading<String> text(Pattern pattern, String right) {
    return value -> {
      if (value instanceof String text && pattern.matcher(text).matches()) {
        return text;
      }
      throw Reading.Wrong.shape(right);
    };
  }

  /** The name of a constant. */
  public static <E extends Enum<E>> Reading<E> oneOf(Class<E> type) {
    String right = "must be one of " + Arrays.toString(type.getEnumConstants());
    return value -> {
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equals(value)) {
          return constant;
        }
      }
      throw Reading.Wrong.shape(right);
    };
  }

  /** A whole number of something countable; whole, but outside the bounds, is a matter of trade. */
  public static Reading<Integer> count(int lowest, int highest) {
    String right = "must be a whole number from " + lowest + " to " + highest;
    return value -> {
      BigDecimal number = number(value, right);
      if (!Decimals.isWhole(number) || !isWithin(number, lowest, highest)) {
        throw Reading.Wrong.trade(right);
      }
      return number.intValueExact();
    };
  }

  /** Yes or no. */
  public static Reading<Boolean> flag() {
    return value -> {
      if (value instanceof Boolean flag) {
        return flag;
      }
      throw Reading.Wrong.shape("must be true or false");
    };
  }

  private static boolean isWithin(BigDecimal number, int lowest, int highest) {
    return number.compareTo(Decimals.of(lowest)) >= 0
        && number.compareTo(Decimals.of(highest)) <= 0;
  }

  /** USD per share, above 0. */
  static Reading<BigDecimal> price() {
    String right = "must be a price in USD above 0, at most 1000000";
    return value -> {
      BigDecimal number = number(value, right);
      if (!Decimals.isPositive(number) || number.compareTo(HIGHEST_PRICE) > 0) {
        throw Reading.Wrong.trade(right);
      }
      return number;
    };
  }

  /** USD per share; negative is a credit. */
  static Reading<BigDecimal> net() {
    String right = "must be a price in USD from -1000000 to 1000000, negative for a credit";
    return value -> {
      BigDecimal number = number(value, right);
      if (number.abs().compareTo(HIGHEST_PRICE) > 0) {
        throw Reading.Wrong.trade(right);
      }
      return number;
    };
  }

  /** USD per share, 0 or above. */
  static Reading<BigDecimal> profit() {
    String right = "must be an amount in USD per share, from 0 to 1000000";
    return value -> within(number(value, right), HIGHEST_PRICE, right);
  }

  /** A multiple, from 1. */
  static Reading<BigDecimal> times(BigDecimal most) {
    String right = "must be a multiple from 1 to " + most.toPlainString() + ", like 2";
    return value -> {
      BigDecimal number = within(number(value, right), most, right);
      if (number.compareTo(BigDecimal.ONE) < 0) {
        throw Reading.Wrong.trade(right);
      }
      return number;
    };
  }

  /** A part of one, from 0. */
  static Reading<BigDecimal> part(BigDecimal most) {
    String right = "must be a part of one from 0 to " + most.toPlainString() + ", like 0.005";
    return value -> within(number(value, right), most, right);
  }

  private static BigDecimal within(BigDecimal number, BigDecimal most, String right)
      throws Reading.Wrong {
    if (number.signum() < 0 || number.compareTo(most) > 0) {
      throw Reading.Wrong.trade(right);
    }
    return number;
  }

  static Reading<Long> contractId() {
    String right = "must be the venue's contract number, whole and above 0";
    return value -> {
      BigDecimal number = number(value, right);
      if (!Decimals.isWhole(number) || !Decimals.isPositive(number)) {
        throw Reading.Wrong.shape(right);
      }
      return number.longValueExact();
    };
  }

  static Reading<LocalDate> date() {
    String right = "must be a date like 2014-06-20";
    return value -> {
      try {
        if (value instanceof String text && ISO_DATE.matcher(text).matches()) {
          return LocalDate.parse(text);
        }
      } catch (DateTimeParseException e) {
        throw Reading.Wrong.shape(right + "; there is no such day");
      }
      throw Reading.Wrong.shape(right);
    };
  }

  /** An ISO-8601 duration within these bounds. */
  public static Reading<Duration> duration(Duration shortest, Duration longest) {
    String right =
        "must be an ISO-8601 duration from " + shortest + " to " + longest + ", like PT15S";
    return value -> {
      Duration duration = duration(value, right);
      if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
        throw Reading.Wrong.trade(right);
      }
      return duration;
    };
  }

  private static Duration duration(Object value, String right) throws Reading.Wrong {
    try {
      if (value instanceof String text && ISO_DURATION.matcher(text).matches()) {
        return Duration.parse(text);
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw Reading.Wrong.shape(right);
    }
    throw Reading.Wrong.shape(right);
  }

  private static BigDecimal number(Object value, String right) throws Reading.Wrong {
    BigDecimal number = decimal(value);
    if (number == null) {
      throw Reading.Wrong.shape(right);
    }
    // Before any arithmetic: 1e999999999 is a short text and a gigabyte of digits.
    if (number.unscaledValue().bitLength() > 128 || Math.abs((long) number.scale()) > 36) {
      throw Reading.Wrong.shape(right + "; it has too many digits");
    }
    BigDecimal normal = Decimals.normal(number);
    if (normal.precision() - normal.scale() > MAX_DIGITS || normal.scale() > MAX_PLACES) {
      throw Reading.Wrong.shape(right + "; at most 12 digits before the point and 6 after it");
    }
    return normal;
  }

  private static BigDecimal decimal(Object value) {
    return switch (value) {
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
      case String text when PLAIN.matcher(text).matches() -> new BigDecimal(text);
      case null, default -> null;
    };
  }
}
