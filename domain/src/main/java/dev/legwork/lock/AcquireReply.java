package dev.legwork.lock;

/** What the lock says at once to whoever asks for it. */
public sealed interface AcquireReply {

  /**
   * @param token larger than every token granted before
   */
  record Granted(long token) implements AcquireReply {}

  /**
   * @param position 1 is next
   */
  record Queued(int position) implements AcquireReply {}

  /** This request was released or withdrawn before: a late repetition, which changes nothing. */
  record Over() implements AcquireReply {}
}
