package dev.legwork.api.report;

import dev.legwork.api.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The forms that a report is written in; {@code ?format=} names one, whatever Accept says. */
enum Form {
  TEXT,
  JSON,
  HTML;

  private static final MediaType PLAIN = new MediaType("text", "plain", StandardCharsets.UTF_8);
  private static final MediaType PAGE = new MediaType("text", "html", StandardCharsets.UTF_8);

  /**
   * @throws ProblemException 400 where there is none of that name
   */
  static Form named(String name) {
    return find(name)
        .orElseThrow(
            () -> ProblemException.invalid("format", name, "must be one of [text, json, html]"));
  }

  private static Optional<Form> find(String name) {
    for (Form form : values()) {
      if (form.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  static ResponseEntity<Object> text(String text) {
    return ResponseEntity.ok().contentType(PLAIN).body(text);
  }

  static ResponseEntity<Object> page(String page) {
    return ResponseEntity.ok().contentType(PAGE).body(page);
  }

  static ResponseEntity<Object> json(Object value) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(value);
  }
}
