package dev.legwork.tws.session;

/** What became of bytes that were to be written. */
public enum WriteResult {
  /** All of them were handed to the operating system. They may still be lost on the way. */
  WRITTEN,
  /** None of them left. */
  NOT_WRITTEN,
  /** Some of them left, or nobody can tell. */
  UNKNOWN
}
