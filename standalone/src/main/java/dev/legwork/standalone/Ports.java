package dev.legwork.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback interface. */
final class Ports {
  private static final int LOWEST = 15_000;

  /** Where Linux begins with the ports of outgoing connections, and others later. */
  private static final int ABOVE = 32_768;

  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * Fails with one line if somebody listens on the port.
   *
   * @param what the component that needs it
   * @param setting the setting that chooses another
   */
  static void requireFree(int port, String what, String setting) {
    if (!isFree(port)) {
      throw new CannotStart(
          "port %d, needed for %s, is in use by another program; stop that, or choose another port with --%s=…"
              .formatted(port, what, setting));
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A port that nobody used a moment ago, another one each time. Not from the range that systems
   * take the ports of outgoing connections from: one of those may take it before its server does.
   *
   * @throws CannotStart if none is to be found
   */
  static int anyFree() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new CannotStart("no free TCP port from " + LOWEST + " to " + (ABOVE - 1));
  }
}
