package dev.legwork.simulator.gateway;

import dev.legwork.tws.message.ServerMessage;

/** Where the venue's answers go. Neither call may block. */
public interface VenueOutput {
  /** Sends a message to a connected client. */
  void send(long connection, ServerMessage message);

  /** Closes a connection after what was sent to it; {@link Venue#disconnected} follows. */
  void close(long connection);
}
