package dev.legwork.invariant;

import java.util.Objects;

/**
 * An invariant that does not hold.
 *
 * @param invariant its number in invariants-and-faults.md, 1 to 15
 * @param executionId of the trade; empty where it is about none or about a foreign order
 * @param subject the order reference, the contract or the account it is about
 * @param what what was found, with the quantities, for the person on call
 */
public record Violation(int invariant, String executionId, String subject, String what) {
  public Violation {
    if (invariant < 1 || invariant > 15) {
      throw new IllegalArgumentException("there is no invariant " + invariant);
    }
    Objects.requireNonNull(executionId, "executionId");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(what, "what");
  }

  @Override
  public String toString() {
    String trade = executionId.isEmpty() ? "" : "execution " + executionId + ", ";
    return "invariant " + invariant + ", " + trade + subject + ": " + what;
  }
}
