package dev.legwork.tws.session;

/** Where a session stands. Orders may be sent in {@link #READY} only. */
public enum SessionState {
  /** Not started, or stopped. */
  STOPPED,
  /** Waiting for the socket. */
  CONNECTING,
  /** The hello is out; waiting for the server's version. */
  HELLO_SENT,
  /** startApi is out; waiting for the accounts and the next order id. */
  STARTING,
  /** Accounts and next order id have come. */
  READY,
  /** The connection is gone; the next attempt waits for its time. */
  WAITING,
  /** Given up for good. */
  FAILED
}
