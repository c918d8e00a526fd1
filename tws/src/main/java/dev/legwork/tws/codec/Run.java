package dev.legwork.tws.codec;

import dev.legwork.tws.message.OrderField;
import java.util.ArrayList;
import java.util.List;

/**
 * Order fields that follow each other in a message, each with what that message says when the field
 * is unset. The spelling works both ways: an absent value is written as it, and it is read as
 * absent.
 */
final class Run {
  static final String LARGEST_INT = "2147483647";
  static final String LARGEST_DOUBLE = "1.7976931348623157E308";

  /** A field at its place in a message. */
  record Slot(OrderField<?> field, byte[] unset) {}

  private final List<Slot> collected = new ArrayList<>();

  static Run run() {
    return new Run();
  }

  /** Fields that are empty when unset. */
  Run blank(OrderField<?>... fields) {
    return unset("", fields);
  }

  /** Fields that are 0 when unset. */
  Run zero(OrderField<?>... fields) {
    return unset("0", fields);
  }

  /** Fields that are spelled like this when unset. */
  Run unset(String spelling, OrderField<?>... fields) {
    for (OrderField<?> field : fields) {
      collected.add(new Slot(field, Decimals.ascii(spelling)));
    }
    return this;
  }

  Slot[] slots() {
    return collected.toArray(Slot[]::new);
  }

  static Slot slot(OrderField<?> field, String unset) {
    return new Slot(field, Decimals.ascii(unset));
  }
}
