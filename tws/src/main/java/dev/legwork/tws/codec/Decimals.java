package dev.legwork.tws.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as decimal text, read and written without a String where that is possible. */
final class Decimals {
  /** Beyond it a number is refused: its plain form would fill memory. */
  static final int LARGEST_EXPONENT = 400;

  private static final int LONGEST_TEXT = 800;
  private static final int DIGITS_OF_A_LONG = 18;
  private static final byte[] LARGEST_INT = ascii("2147483647");
  private static final byte[] LARGEST_LONG = ascii("9223372036854775807");
  private static final byte[] SMALLEST_LONG = ascii("-9223372036854775808");
  private static final byte[] LARGEST_DOUBLE = ascii("1.7976931348623157E308");
  private static final byte[] LARGEST_DOUBLE_SIGNED = ascii("1.7976931348623157E+308");
  private static final byte[] INFINITY = ascii("INFINITY");

  private Decimals() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a number's text is one of the spellings of "unset". */
  static boolean isUnset(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return true;
    }
    if (length < 8) {
      return false;
    }
    return switch (bytes[from]) {
      case '2' -> matches(LARGEST_INT, bytes, from, length);
      case '9' -> matches(LARGEST_LONG, bytes, from, length);
      case '-' -> matches(SMALLEST_LONG, bytes, from, length);
      case '1' ->
          matches(LARGEST_DOUBLE, bytes, from, length)
              || matches(LARGEST_DOUBLE_SIGNED, bytes, from, length);
      case 'I', 'i' -> matches(INFINITY, bytes, from, length);
      default -> false;
    };
  }

  /** The number, or null when the text is none. Commas are skipped. */
  static BigDecimal parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    long unscaled = 0;
    int digits = 0;
    int point = -1;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9' && digits < DIGITS_OF_A_LONG) {
        unscaled = 10 * unscaled + b - '0';
        digits++;
      } else if (b == '.' && point < 0) {
        point = digits;
      } else if (b != ',') {
        return parseLong(bytes, from, to);
      }
    }
    if (digits == 0) {
      return null;
    }
    return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : digits - point);
  }

  private static BigDecimal parseLong(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_TEXT) {
      return null;
    }
    try {
      String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      BigDecimal value = new BigDecimal(text.replace(",", ""));
      return Math.abs((long) value.scale()) > LARGEST_EXPONENT ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Writes a number's digits and returns the position after them. */
  static int writeLong(long value, byte[] target, int position) {
    int at = position;
    long rest = value;
    if (rest < 0) {
      target[at++] = '-';
    } else {
      rest = -rest; // negative numbers reach one further than positive ones
    }
    int end = at + digits(rest);
    for (int i = end - 1; i >= at; i--) {
      target[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    return end;
  }

  private static int digits(long negative) {
    int count = 1;
    for (long rest = negative / 10; rest != 0; rest /= 10) {
      count++;
    }
    return count;
  }

  private static boolean matches(byte[] upperCase, byte[] bytes, int from, int length) {
    if (length != upperCase.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (upper(bytes[from + i]) != upperCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
  }
}
