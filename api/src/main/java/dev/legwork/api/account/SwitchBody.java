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
 * @param flatten also to close what the account's trades hold; of a kill switch only
 */
record SwitchBody(boolean on, String operator, String reason, boolean flatten) {
  static final String EXAMPLE =
      "{\"on\": true, \"operator\": \"ann\", \"reason\": \"wrong prices\"}";

  static final String KILL_SWITCH_EXAMPLE =
      "{\"on\": true, \"operator\": \"ann\", \"reason\": \"wrong prices\", \"flatten\": true}";

  private static final String FLATTEN = "flatten";
  private static final List<String> FIELDS = List.of("on", "operator", "reason");
  private static final int MAX_TEXT = 500;

  /**
   * @param tree any JSON value
   * @throws ProblemException 400
   */
  static SwitchBody read(Object tree) {
    return read(tree, FIELDS);
  }

  /**
   * The same of a kill switch, which may flatten.
   *
   * @param tree any JSON value
   * @throws ProblemException 400
   */
  static SwitchBody ofKillSwitch(Object tree) {
    return read(tree, List.of("on", "operator", "reason", FLATTEN));
  }

  private static SwitchBody read(Object tree, List<String> fields) {
    if (!(tree instanceof Map<?, ?> body)) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields " + fields);
    }
    List<FieldError> errors = new ArrayList<>();
    body.keySet().stream()
        .filter(name -> !fields.contains(name))
        .forEach(
            name ->
                errors.add(
                    error(body, String.valueOf(name), "unknown field; known here are " + fields)));
    if (!(body.get("on") instanceof Boolean)) {
      errors.add(error(body, "on", "must be true or false"));
    }
    boolean flatten = Boolean.TRUE.equals(body.get(FLATTEN));
    if (body.get(FLATTEN) != null && !(body.get(FLATTEN) instanceof Boolean)) {
      errors.add(error(body, FLATTEN, "must be true or false"));
    } else if (flatten && Boolean.FALSE.equals(body.get("on"))) {
      errors.add(error(body, FLATTEN, "must be left out where the switch is cleared (on: false)"));
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
        (Boolean) body.get("on"),
        (String) body.get("operator"),
        (String) body.get("reason"),
        flatten);
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
