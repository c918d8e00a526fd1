package dev.legwork.request;

import java.util.List;
import java.util.Objects;

/** What reading a request came to. */
public sealed interface ReadRequest {

  /**
   * A request that may be traded.
   *
   * @param text the canonical JSON: after defaults, numbers normalised, fields in one order.
   *     Reading it again gives the same request.
   * @param hash SHA-256 of the text, hex: equal for equal requests
   */
  record Valid(ExecutionRequest request, String text, String hash) implements ReadRequest {
    public Valid {
      Objects.requireNonNull(request, "request");
    }
  }

  /**
   * A request that may not be traded.
   *
   * @param errors all that is wrong, never empty
   * @param hash as of {@link Valid} where everything could be read, else null: a caller tells by it
   *     that this is the repetition of a request which was admitted when its option had not expired
   */
  record Invalid(List<FieldError> errors, String hash) implements ReadRequest {
    public Invalid {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("an invalid request has errors");
      }
    }

    /** Whether the request could not even be read; otherwise only the trade is impossible. */
    public boolean isMalformed() {
      return errors.stream().anyMatch(error -> error.kind() == FieldError.Kind.SHAPE);
    }
  }
}
