package dev.legwork.desk;

/** The desk cannot answer now, mostly because its session with the broker is away. Repeat later. */
public final class DeskUnavailable extends RuntimeException {
  public DeskUnavailable(String message) {
    super(message);
  }
}
