package dev.legwork.stop;

import java.util.Objects;

/**
 * What a person asks of a stop.
 *
 * @param id told apart by it: the same wish told twice is one
 */
public record StopWish(Kind kind, String operator, String reason, String id) {
  public enum Kind {
    /** End the stop and keep the position. */
    CANCEL,
    /** Close now what the stop guards. */
    EXIT,
    /** Close all that the trade holds. */
    FLATTEN
  }

  public StopWish {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(id, "id");
  }

  /** For people. */
  public String text() {
    return operator + ": " + reason;
  }
}
