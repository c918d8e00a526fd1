package dev.legwork.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a server on this machine that can be cut, once and for all. */
final class Wire implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

  /**
   * @param server the port that is reached through this wire
   */
  Wire(int server) throws IOException {
    this.server = server;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Breaks what is connected; nobody connects any more. */
  void cut() {
    close(listening);
    ends.forEach(Wire::close);
  }

  @Override
  public void close() {
    cut();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket here = listening.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
        ends.add(here);
        ends.add(there);
        Thread.startVirtualThread(() -> pump(here, there));
        Thread.startVirtualThread(() -> pump(there, here));
      } catch (IOException e) {
        close(listening);
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // ends like a stream that is over
    }
    close(from);
    close(to);
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
