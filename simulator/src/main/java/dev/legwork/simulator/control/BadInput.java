package dev.legwork.simulator.control;

import java.util.List;

/** A request body that cannot be used; says which fields are wrong, all at once. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<FieldError> errors;

  /** What is wrong with a field. */
  record FieldError(String field, String value, String message) {}

  BadInput(List<FieldError> errors) {
    super(errors.toString());
    this.errors = List.copyOf(errors);
  }

  List<FieldError> errors() {
    return errors;
  }
}
