package dev.legwork.order;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one order, unique for ever; the venue echoes it, so that an order is found again by
 * it alone. Text form {@code lw1|<execution id>|<leg name>|<purpose letter><attempt>}.
 *
 * @param executionId {@code [A-Za-z0-9._-]{1,64}}
 * @param leg {@code [A-Za-z0-9-]{1,16}}
 * @param attempt counts the orders of this leg and purpose from 1
 */
public record OrderRef(String executionId, String leg, Purpose purpose, int attempt)
    implements Comparable<OrderRef> {

  public static final int MAX_LENGTH = 100;

  private static final Pattern TEXT =
      Pattern.compile(
          "lw1\\|([A-Za-z0-9._-]{1,64})\\|([A-Za-z0-9-]{1,16})\\|([ECUHS])([0-9]{1,6})");

  public OrderRef {
    Objects.requireNonNull(purpose, "purpose");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    String text = text(executionId, leg, purpose, attempt);
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not an order reference: " + text);
    }
  }

  /** Reads the text form; empty if the text is not one of ours (a foreign order). */
  public static Optional<OrderRef> parse(String text) {
    Matcher m = text == null ? null : TEXT.matcher(text);
    if (m == null || !m.matches() || Integer.parseInt(m.group(4)) < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new OrderRef(
            m.group(1),
            m.group(2),
            Purpose.ofLetter(m.group(3).charAt(0)),
            Integer.parseInt(m.group(4))));
  }

  /** The successor's reference: same leg and purpose, next attempt. */
  public OrderRef next() {
    return new OrderRef(executionId, leg, purpose, attempt + 1);
  }

  /**
   * Whether both stand in the same place, where one order at most may be live: of the same leg, and
   * both to open it, both to leave it or both for the same other purpose.
   */
  public boolean hasPlaceOf(OrderRef other) {
    return executionId.equals(other.executionId)
        && leg.equals(other.leg)
        && purpose.place() == other.purpose.place();
  }

  /**
   * Whether it comes after the other one in the same place. Stops and unwindings of a leg follow
   * each other in any order.
   */
  public boolean isAfter(OrderRef other) {
    return hasPlaceOf(other)
        && (purpose == other.purpose
            ? attempt > other.attempt
            : purpose.opens() && purpose.ordinal() > other.purpose.ordinal());
  }

  @Override
  public int compareTo(OrderRef other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return text(executionId, leg, purpose, attempt);
  }

  private static String text(String executionId, String leg, Purpose purpose, int attempt) {
    return "lw1|" + executionId + "|" + leg + "|" + purpose.letter() + attempt;
  }
}
