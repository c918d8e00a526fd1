package dev.legwork.api.account;

import dev.legwork.api.web.ProblemException;
import dev.legwork.request.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sets or clears a switch; tells everything that is wrong with it at once.
 *
 * @param on whether it is to stand
 * @param operator who does it
 * @param reason why
 */
record SwitchBody(boolean on, String operator, String reason) {
  static final String EXAMPLE =
      "{\"on\": true, \"operator\": \"ann\", \"reason\": \"wrong prices\"}";

  private static final List<String> FIELDS = List.of("on", "operator", "reason");
  private static final int MAX_TEXT = 500;

  /**
   * @param tree any JSON value
   * @throws ProblemException 400
   */
  static SwitchBody read(Object tree) {
    if (!(tree instanceof Map<?, ?> body)) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields " + FIELDS);
    }
    List<FieldError> errors = new ArrayList<>();
    body.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .forEach(
            name ->
                errors.add(
                    error(body, String.valueOf(name), "unknown field; known here are " + FIELDS)));
    if (!(body.get("on") instanceof Boolean)) {
      errors.add(error(body, "on", "must be true or false"));
    }
    for (String field : List.of("operator", "reason")) {
      if (!isText(body.get(field))) {
        errors.add(error(body, field, "must be a text of 1 to " + MAX_TEXT));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new SwitchBody(
        (Boolean) body.get("on"), (String) body.get("operator"), (String) body.get("reason"));
  }

  private static boolean isText(Object value) {
    return value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT;
  }

  private static FieldError error(Map<?, ?> body, String field, String message) {
    Object value = body.get(field);
    String shown = value == null ? null : String.valueOf(value);
    return new FieldError(
        field,
        shown == null || shown.length() <= 80 ? shown : shown.substring(0, 80) + "…",
        message,
        FieldError.Kind.SHAPE);
  }
}
