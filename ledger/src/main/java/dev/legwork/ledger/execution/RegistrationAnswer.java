package dev.legwork.ledger.execution;

/** What a registration found under its id. */
public sealed interface RegistrationAnswer {
  /** Nothing: the id is this run's now. */
  record Fresh() implements RegistrationAnswer {}

  /**
   * The same request.
   *
   * @param sameRun whether this very run registered it: the registration was only repeated
   * @param stored what became of it so far
   */
  record Repeated(boolean sameRun, StoredExecution stored) implements RegistrationAnswer {}

  /** Another request: the id is taken. */
  record Conflicting(StoredExecution stored) implements RegistrationAnswer {}
}
