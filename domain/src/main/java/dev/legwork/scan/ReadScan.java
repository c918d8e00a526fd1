package dev.legwork.scan;

import dev.legwork.request.FieldError;
import java.util.List;

/** What reading what a scan is to look at came to. */
public sealed interface ReadScan {

  /** A scan that can be done. */
  record Valid(ScanPlan plan) implements ReadScan {}

  /**
   * @param errors all that is wrong, never empty
   */
  record Invalid(List<FieldError> errors) implements ReadScan {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
