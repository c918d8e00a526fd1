package dev.legwork.api.order;

import dev.legwork.api.web.ProblemException;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.proof.Settlement;
import dev.legwork.request.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what somebody answers for; tells everything that is wrong with it at once. */
final class SettlementBody {
  private static final List<String> FIELDS =
      List.of("executed", "averagePrice", "operator", "reason");
  private static final int MAX_TEXT = 500;
  private static final int MAX_DIGITS = 20;

  private final Map<?, ?> body;
  private final List<FieldError> errors = new ArrayList<>();

  private SettlementBody(Map<?, ?> body) {
    this.body = body;
  }

  /**
   * @param tree any JSON value
   * @throws ProblemException 400
   */
  static Settlement read(OrderRef ref, Object tree) {
    if (!(tree instanceof Map<?, ?> body)) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields " + FIELDS);
    }
    return new SettlementBody(body).read(ref);
  }

  private Settlement read(OrderRef ref) {
    unknownFields();
    BigDecimal executed = number("executed");
    BigDecimal price = number("averagePrice");
    String operator = text("operator");
    String reason = text("reason");
    checkExecuted(executed);
    checkPrice(executed, price);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new Settlement(ref, executed, price, operator, reason);
  }

  private void unknownFields() {
    for (Object name : body.keySet()) {
      if (!FIELDS.contains(name)) {
        error(String.valueOf(name), "unknown field; known here are " + FIELDS);
      }
    }
  }

  private void checkExecuted(BigDecimal executed) {
    if (!isWrong("executed")
        && (executed == null || executed.signum() < 0 || !Decimals.isWhole(executed))) {
      error("executed", "must be a whole number of shares or contracts, 0 or more");
    }
  }

  private void checkPrice(BigDecimal executed, BigDecimal price) {
    if (isWrong("averagePrice") || isWrong("executed")) {
      return;
    }
    if (Decimals.isPositive(executed) && (price == null || !Decimals.isPositive(price))) {
      error("averagePrice", "must be given above 0, USD per share, where something executed");
    } else if (Decimals.isZero(executed) && price != null) {
      error("averagePrice", "must be left out where nothing executed");
    }
  }

  private boolean isWrong(String field) {
    return errors.stream().anyMatch(error -> error.field().equals(field));
  }

  private String text(String field) {
    if (body.get(field) instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
      return text;
    }
    error(field, "must be a text of 1 to " + MAX_TEXT);
    return null;
  }

  private BigDecimal number(String field) {
    Object value = body.get(field);
    if (value == null) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(String.valueOf(value));
      if (number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS) {
        return Decimals.normal(number);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    error(field, "must be a number");
    return null;
  }

  private void error(String field, String message) {
    Object value = body.get(field);
    String shown = value == null ? null : String.valueOf(value);
    errors.add(
        new FieldError(
            field,
            shown == null || shown.length() <= 80 ? shown : shown.substring(0, 80) + "…",
            message,
            FieldError.Kind.SHAPE));
  }
}
