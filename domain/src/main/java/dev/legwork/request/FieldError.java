package dev.legwork.request;

import java.util.Objects;

/**
 * One thing that is wrong with a request.
 *
 * @param field where, e.g. {@code legs[1].ratio}; {@code body} for the request as a whole
 * @param value what was given, shortened; null where nothing was
 * @param message what would be right
 */
public record FieldError(String field, String value, String message, Kind kind) {

  /** Whether the request could not be read, or was read and asks for what cannot be traded. */
  public enum Kind {
    SHAPE,
    TRADE
  }

  public FieldError {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(kind, "kind");
  }

  @Override
  public String toString() {
    return field + (value == null ? "" : " (" + value + ")") + ": " + message;
  }
}
