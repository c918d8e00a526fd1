package dev.legwork.tws.codec;

import java.util.OptionalInt;

/** The versions a client offers. */
public record ClientHello(int minVersion, int maxVersion, String connectOptions) {
  public ClientHello {
    if (minVersion < 1 || maxVersion < minVersion) {
      throw new IllegalArgumentException("versions " + minVersion + ".." + maxVersion);
    }
  }

  /**
   * The version a server of this range answers: the highest that both know, empty if none. A venue
   * that speaks through this package knows {@link Handshake#VERSION} alone.
   */
  public OptionalInt negotiate(int serverMin, int serverMax) {
    int version = Math.min(serverMax, maxVersion);
    return version < Math.max(serverMin, minVersion)
        ? OptionalInt.empty()
        : OptionalInt.of(version);
  }
}
