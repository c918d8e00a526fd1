package dev.legwork.tws.session;

import java.nio.ByteBuffer;

/**
 * Where a {@link SocketTransport} puts what happens on its socket. Called on the transport's own
 * thread: an implementation hands the event to the thread that drives the session and returns at
 * once, for TWS drops a client that does not read.
 */
public interface TransportEvents {
  /** The connection was made. */
  void connected(long connection);

  /** Bytes came; the buffer is the receiver's to keep. */
  void received(long connection, ByteBuffer bytes);

  /** The connection ended or could not be made; nothing follows for it. */
  void closed(long connection, String detail);
}
