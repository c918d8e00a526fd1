package dev.legwork.tws.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the fields of one payload in order; reused for every frame. */
final class FieldReader {
  private final RecentTexts texts = new RecentTexts();
  private byte[] bytes;
  private int base;
  private int limit;
  private int cursor;
  private int start;
  private int end;
  private String message;
  private String field;

  /** Opens a payload and reads the message id. */
  int open(Frame frame) {
    bytes = frame.bytes();
    base = frame.offset();
    limit = base + frame.length();
    cursor = base;
    message = "message";
    return integer("id");
  }

  void name(String messageName) {
    message = messageName;
  }

  String name() {
    return message;
  }

  /** Moves to the next field and leaves it unread. */
  void next(String name) {
    field = name;
    start = cursor;
    if (cursor >= limit) {
      throw malformed("is missing");
    }
    int at = cursor;
    while (bytes[at] != 0) {
      if (++at == limit) {
        throw malformed("has no end");
      }
    }
    end = at;
    cursor = at + 1;
  }

  boolean isEmpty() {
    return start == end;
  }

  boolean isSpelled(byte[] text) {
    return end - start == text.length && matches(text);
  }

  void skip(String name) {
    next(name);
  }

  String text(String name) {
    next(name);
    return currentText();
  }

  String currentText() {
    return texts.get(bytes, start, end);
  }

  /** A text with {@code \}{@code uXXXX} decoded. */
  String unescaped(String name) {
    return Escapes.decode(text(name));
  }

  int integer(String name) {
    next(name);
    return currentInteger();
  }

  int integerOr(String name, int absent) {
    next(name);
    return Decimals.isUnset(bytes, start, end) ? absent : currentInteger();
  }

  Integer optionalInteger(String name) {
    next(name);
    return Decimals.isUnset(bytes, start, end) ? null : (Integer) currentInteger();
  }

  int currentInteger() {
    long value = currentLong();
    if (value != (int) value) {
      throw malformed("is out of range");
    }
    return (int) value;
  }

  long longNumber(String name) {
    next(name);
    return currentLong();
  }

  long longOr(String name, long absent) {
    next(name);
    return Decimals.isUnset(bytes, start, end) ? absent : currentLong();
  }

  long currentLong() {
    boolean negative = start < end && bytes[start] == '-';
    int at = negative ? start + 1 : start;
    if (at == end || end - at > 19) {
      throw malformed("is not a whole number");
    }
    long value = 0; // kept negative: it reaches one further
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        throw malformed("is not a whole number");
      }
      value = 10 * value - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw malformed("is out of range");
    }
    return negative ? value : -value;
  }

  BigDecimal decimal(String name) {
    next(name);
    return currentDecimal();
  }

  BigDecimal requiredDecimal(String name) {
    BigDecimal value = decimal(name);
    if (value == null) {
      throw malformed("is absent");
    }
    return value;
  }

  /** The current field as a decimal, null when it is unset. */
  BigDecimal currentDecimal() {
    if (Decimals.isUnset(bytes, start, end)) {
      return null;
    }
    BigDecimal value = Decimals.parse(bytes, start, end);
    if (value == null) {
      throw malformed("is not a number");
    }
    return value;
  }

  boolean currentIsUnsetNumber() {
    return Decimals.isUnset(bytes, start, end);
  }

  /** A flag; an unset one is false. */
  boolean flag(String name) {
    next(name);
    return !currentIsUnsetNumber() && currentFlag();
  }

  /** The current field as a flag: any whole number but 0 is true, as the official client reads. */
  boolean currentFlag() {
    return currentLong() != 0;
  }

  /** As many elements as a count field says; an empty count is none. */
  <T> List<T> list(String name, Supplier<T> element) {
    int count = integerOr(name, 0);
    if (count < 0 || count > limit - cursor) {
      throw malformed("counts " + count);
    }
    if (count == 0) {
      return List.of();
    }
    List<T> list = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }

  /** The elements of a list with commas; an empty field is none. */
  List<String> commaList(String name) {
    next(name);
    if (isEmpty()) {
      return List.of();
    }
    List<String> list = new ArrayList<>();
    int from = start;
    for (int at = start; at <= end; at++) {
      if (at == end || bytes[at] == ',') {
        list.add(texts.get(bytes, from, at));
        from = at + 1;
      }
    }
    return list;
  }

  /** All fields not read yet. */
  List<String> rest() {
    List<String> fields = new ArrayList<>();
    while (cursor < limit) {
      fields.add(text("field " + (fields.size() + 1)));
    }
    return fields;
  }

  /** How many fields are left. */
  int countRest() {
    int count = 0;
    while (cursor < limit) {
      next("extra field");
      count++;
    }
    return count;
  }

  MalformedMessage malformed(String reason) {
    return new MalformedMessage(message, field, start - base, reason);
  }

  private boolean matches(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes[start + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
