package dev.legwork.tws.session;

import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;

/** What a session tells its listener, in the order in which it happened. */
public sealed interface SessionEvent {

  /**
   * Accounts and next order id have come: messages may be sent, and what the broker holds must be
   * asked for first.
   *
   * @param nextValidId may be lower than ids used before
   * @param connectionTime the server's time and zone, as it writes them
   */
  record Ready(int nextValidId, List<String> accounts, String connectionTime)
      implements SessionEvent {
    public Ready {
      accounts = List.copyOf(accounts);
    }
  }

  /** A message came, before or after ready. Every one is told, whatever else it causes. */
  record Received(ServerMessage message) implements SessionEvent {}

  /** A message could not be read, or not be handled; the connection goes on. */
  record Unreadable(RuntimeException failure) implements SessionEvent {}

  /** TWS has lost IBKR (1100, 2110): nothing new may be sent; fills may still arrive. */
  record ConnectivityLost(int code, String text) implements SessionEvent {}

  /** TWS has IBKR again; {@code dataLost} (1101) asks for market data to be subscribed again. */
  record ConnectivityRestored(boolean dataLost) implements SessionEvent {}

  /**
   * The connection, or the attempt at one, ended; another attempt follows.
   *
   * @param wasReady whether orders could have been sent over it
   * @param retryIn until the next attempt
   */
  record Lost(LossReason reason, String detail, boolean wasReady, Duration retryIn)
      implements SessionEvent {}

  /** The session gave up; a person must act. */
  record Fatal(FatalReason reason, String detail) implements SessionEvent {}

  /** Why a connection ended. */
  enum LossReason {
    /** No connection could be made. */
    CONNECT_FAILED,
    /** The server closed it. During the start this often means that the client id is in use. */
    CLOSED,
    /** Another session holds the client id (326); the same id is tried again. */
    CLIENT_ID_IN_USE,
    /** No byte came for two heartbeats. */
    SILENT,
    /** The start took too long. */
    HANDSHAKE_TIMEOUT,
    /** The bytes cannot be cut into frames any more. */
    MALFORMED_STREAM,
    /** Bytes could not be written completely. */
    WRITE_FAILED,
    /** TWS listens on another port now (1300). */
    PORT_CHANGED
  }

  /** Why a session gave up. */
  enum FatalReason {
    /** The server answered another version than 178. */
    UNSUPPORTED_SERVER_VERSION
  }

  /** Receives the events, on the thread that drives the session. It may send from within. */
  @FunctionalInterface
  interface Listener {
    void on(SessionEvent event);
  }
}
