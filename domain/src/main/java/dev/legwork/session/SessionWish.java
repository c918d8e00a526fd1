package dev.legwork.session;

/**
 * What a person wants of a session, for the record.
 *
 * @param operator who
 * @param reason why
 */
public record SessionWish(String operator, String reason) {

  /** Whether it says who and why. */
  public boolean isComplete() {
    return operator != null && !operator.isBlank() && reason != null && !reason.isBlank();
  }

  @Override
  public String toString() {
    return operator + ": " + reason;
  }
}
