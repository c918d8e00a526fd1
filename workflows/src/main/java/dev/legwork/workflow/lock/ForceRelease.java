package dev.legwork.workflow.lock;

/**
 * An operator takes the lock away from its holder.
 *
 * @param operator who does it
 * @param reason why, for the audit
 */
public record ForceRelease(String operator, String reason) {
  /** For the audit and the lock's history. */
  public String text() {
    return operator + ": " + reason;
  }

  boolean isComplete() {
    return operator != null && !operator.isBlank() && reason != null && !reason.isBlank();
  }
}
