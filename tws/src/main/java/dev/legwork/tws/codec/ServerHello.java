package dev.legwork.tws.codec;

import java.util.Objects;

/**
 * The server's answer to the handshake.
 *
 * @param version the version both will speak, −1 when the second field is a redirect address
 * @param connectionTime the server's time and zone, as it writes them
 */
public record ServerHello(int version, String connectionTime) {
  public ServerHello {
    Objects.requireNonNull(connectionTime, "connectionTime");
  }
}
