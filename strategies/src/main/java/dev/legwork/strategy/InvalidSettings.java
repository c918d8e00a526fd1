package dev.legwork.strategy;

import dev.legwork.request.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** Settings of strategies are wrong: all that is, at once. */
public final class InvalidSettings extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<FieldError> errors;

  InvalidSettings(List<FieldError> errors) {
    super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** Never empty; a field is {@code STRATEGY.parameter}, or the strategy's name alone. */
  public List<FieldError> errors() {
    return errors;
  }
}
