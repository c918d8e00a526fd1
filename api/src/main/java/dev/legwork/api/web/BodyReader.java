package dev.legwork.api.web;

import dev.legwork.json.StrictJson;
import dev.legwork.request.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads request bodies: never more than any request needs, and as strict JSON. */
@Component
public class BodyReader {
  /** Bytes; a request of six legs has about 2,000. */
  static final int LIMIT = 256 * 1024;

  private static final int MAX_TEXT = 500;

  /**
   * Any JSON value.
   *
   * @throws ProblemException 413 or 400
   */
  public Object tree(HttpServletRequest request) {
    try {
      return StrictJson.read(bytes(request));
    } catch (StrictJson.Malformed e) {
      throw ProblemException.invalid("body", null, "is not the JSON it must be: " + e.getMessage());
    }
  }

  /**
   * An object of these text fields, all of them given and not blank.
   *
   * @throws ProblemException 413 or 400
   */
  public Map<String, String> texts(HttpServletRequest request, String... fields) {
    if (!(tree(request) instanceof Map<?, ?> body)) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields " + List.of(fields));
    }
    List<FieldError> errors = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (String field : fields) {
      if (body.get(field) instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
        texts.put(field, text);
      } else {
        errors.add(error(field, body.get(field), "must be a text of 1 to " + MAX_TEXT));
      }
    }
    for (Object name : body.keySet()) {
      if (!List.of(fields).contains(name)) {
        errors.add(
            error(
                String.valueOf(name),
                body.get(name),
                "unknown field; known here are " + List.of(fields)));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return texts;
  }

  private static FieldError error(String field, Object value, String message) {
    String shown = value == null ? null : String.valueOf(value);
    return new FieldError(
        field,
        shown == null || shown.length() <= 80 ? shown : shown.substring(0, 80) + "…",
        message,
        FieldError.Kind.SHAPE);
  }

  private static byte[] bytes(HttpServletRequest request) {
    if (request.getContentLengthLong() > LIMIT) {
      throw ProblemException.tooLarge(LIMIT);
    }
    try {
      byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw ProblemException.tooLarge(LIMIT);
      }
      return bytes;
    } catch (IOException e) {
      throw ProblemException.invalid("body", null, "ended before it was complete");
    }
  }
}
