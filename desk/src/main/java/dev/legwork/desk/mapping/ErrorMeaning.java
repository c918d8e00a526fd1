package dev.legwork.desk.mapping;

import dev.legwork.order.OrderStatus;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an error about one of our orders means (tws-protocol.md, section 9). */
public sealed interface ErrorMeaning {

  /** The new order was refused: it never worked and never will. */
  record Refused() implements ErrorMeaning {}

  /** The error tells the order's status. */
  record Tells(OrderStatus status) implements ErrorMeaning {}

  /**
   * It ends nothing and proves nothing.
   *
   * @param sign whether it shows that the venue knows the order
   */
  record Notice(boolean sign) implements ErrorMeaning {}

  /** Refuses a new order whatever else was heard before (we never modify orders). */
  int ORDER_REJECTED = 201;

  Set<Integer> REFUSALS =
      Set.of(
          106, 107, 109, 110, 111, 133, 163, 200, 203, 320, 321, 322, 323, 382, 383, 387, 388, 434,
          460, 10043, 10052, 10058, 10243, 10268, 10269, 10270, 10274, 10311, 10318);

  /** Answers that leave open whether the venue knows the order at all. */
  Set<Integer> NO_SIGN = Set.of(100, 103, 135, 136, 320, 321, 322, 323, 10147);

  /** Notices after which an order simply goes on. */
  Set<Integer> HARMLESS = Set.of(0, 131, 202, 399, 404, 10167, 10349);

  /** Whether a notice leaves it open what the order is, so that the venue must be asked. */
  static boolean raisesDoubt(int code) {
    return !HARMLESS.contains(code) && (code < 2100 || code > 2199);
  }

  Pattern STATE = Pattern.compile("state:\\s*([A-Za-z]+)");

  /**
   * @param fresh whether nothing but pending statuses was heard of the order: it is still new
   * @param executed whether an execution of it, or a cancel under way, was heard of
   */
  static ErrorMeaning of(int code, String text, boolean fresh, boolean executed) {
    return switch (code) {
      case 202 -> new Tells(OrderStatus.CANCELLED);
      case ORDER_REJECTED -> ofRejection(text, executed);
      case 10148 -> ofState(text);
      default ->
          fresh && REFUSALS.contains(code) && !isWarning(text)
              ? new Refused()
              : new Notice(!NO_SIGN.contains(code));
    };
  }

  private static ErrorMeaning ofRejection(String text, boolean executed) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("cannot cancel") && lower.contains("filled")) {
      return new Tells(OrderStatus.FILLED);
    }
    return executed || lower.contains("cannot cancel") ? new Notice(true) : new Refused();
  }

  private static ErrorMeaning ofState(String text) {
    Matcher state = STATE.matcher(text);
    if (!state.find()) {
      return new Notice(true);
    }
    return Orders.status(state.group(1))
        .filter(OrderStatus::isTerminal)
        .<ErrorMeaning>map(Tells::new)
        .orElse(new Notice(true));
  }

  private static boolean isWarning(String text) {
    return text.contains("Warning:");
  }
}
