package dev.legwork.session;

import dev.legwork.request.FieldError;
import java.util.List;

/** What reading a plan came to. */
public sealed interface ReadPlan {

  /** A plan that a session can follow. */
  record Valid(SessionPlan plan) implements ReadPlan {}

  /**
   * @param errors all that is wrong, never empty
   */
  record Invalid(List<FieldError> errors) implements ReadPlan {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
