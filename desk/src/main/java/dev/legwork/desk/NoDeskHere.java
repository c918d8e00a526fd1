package dev.legwork.desk;

/**
 * This process cannot act for the account now: another one runs its desk, or may. It is certain
 * that nothing of the command was stored or written, so that whoever does run the desk can be asked
 * the same at once.
 */
public final class NoDeskHere extends RuntimeException {
  public NoDeskHere(String message) {
    super(message);
  }
}
