package dev.legwork.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback interface. */
final class Ports {

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

  /** A port that nobody listened on a moment ago. */
  static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart("no free TCP port: " + e.getMessage(), e);
    }
  }
}
