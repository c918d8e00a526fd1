package dev.legwork.api.web;

import dev.legwork.json.StrictJson;
import dev.legwork.request.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    return texts(request, List.of(fields), List.of());
  }

  /**
   * An object of text fields, the needed ones given, none blank. An optional one may be a number.
   *
   * @return without the optional ones that are absent or null
   * @throws ProblemException 413 or 400
   */
  public Map<String, String> texts(
      HttpServletRequest request, List<String> needed, List<String> optional) {
    List<String> known = Stream.concat(needed.stream(), optional.stream()).toList();
    if (!(tree(request) instanceof Map<?, ?> body)) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields " + known);
    }
    List<FieldError> errors = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (String field : known) {
      Object value = body.get(field);
      String text = optional.contains(field) && value instanceof Number n ? n.toString() : null;
      text = value instanceof String given ? given : text;
      if (text != null && !text.isBlank() && text.length() <= MAX_TEXT) {
        texts.put(field, text);
      } else if (value != null || needed.contains(field)) {
        errors.add(error(field, value, "must be a text of 1 to " + MAX_TEXT));
      }
    }
    for (Object name : body.keySet()) {
      if (!known.contains(name)) {
        errors.add(
            error(String.valueOf(name), body.get(name), "unknown field; known here are " + known));
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
