package dev.legwork.standalone;

/** Something that is needed is not there; the message tells the user what, and what to do. */
public final class CannotStart extends RuntimeException {

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
