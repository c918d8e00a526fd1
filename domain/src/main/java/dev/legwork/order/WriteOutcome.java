package dev.legwork.order;

/** What is known after bytes of orders were handed to a connection. Unknown is never read as no. */
public enum WriteOutcome {
  WRITTEN,
  NOT_WRITTEN,
  UNKNOWN
}
