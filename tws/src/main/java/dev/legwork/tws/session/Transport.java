package dev.legwork.tws.session;

import java.nio.ByteBuffer;

/**
 * A byte stream to the server. Its events come back to {@link TwsSession} with the number of the
 * connection they belong to, so that late ones of an earlier connection are recognised.
 */
public interface Transport {
  /**
   * Starts connecting and returns at once; {@code onConnected} or {@code onClosed} follows. An
   * earlier connection is closed.
   *
   * @param connection the number that its events will carry
   */
  void connect(long connection, String host, int port);

  /** Writes whole frames in one go, without waiting for more than a bounded time. */
  WriteResult write(ByteBuffer frames);

  /** Closes the connection, if there is one. */
  void close();
}
