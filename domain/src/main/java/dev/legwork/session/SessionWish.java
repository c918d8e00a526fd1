package dev.legwork.session;

/**
 * What a person wants of a session, for the record.
 *
 * @param operator who
 * @param reason why
 */
public record SessionWish(String operator, String reason) {

  /** Who wants something where no person does. */
  private static final String ITSELF = "legwork";

  /** What a session wants of itself. */
  public static SessionWish own(String reason) {
    return new SessionWish(ITSELF, reason);
  }

  /** Whether it says who and why. */
  public boolean isComplete() {
    return operator != null && !operator.isBlank() && reason != null && !reason.isBlank();
  }

  @Override
  public String toString() {
    return operator + ": " + reason;
  }
}
