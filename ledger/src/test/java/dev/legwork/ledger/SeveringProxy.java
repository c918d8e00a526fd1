package dev.legwork.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A wire to the database that breaks when a commit passes: before it reaches the server, or after,
 * so that only its answer is lost. Breaks once, when it was armed.
 */
public final class SeveringProxy implements AutoCloseable {
  /** Where the wire breaks. */
  public enum Break {
    NOWHERE,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final ServerSocket server;
  private final int target;
  private volatile Break armed = Break.NOWHERE;

  public SeveringProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void arm(Break where) {
    armed = where;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pump(client, upstream, true));
        Thread.ofVirtual().start(() -> pump(upstream, client, false));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pump(Socket from, Socket to, boolean fromClient) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, n);
        if (fromClient && armed != Break.NOWHERE && isCommit(bytes)) {
          sever(from, to, out, bytes);
          return;
        }
        out.write(bytes);
      }
    } catch (IOException e) {
      // the other direction has closed both ends
    }
  }

  private void sever(Socket client, Socket database, OutputStream out, byte[] commit)
      throws IOException {
    Break where = armed;
    armed = Break.NOWHERE;
    client.close();
    if (where == Break.AFTER_COMMIT) {
      out.write(commit);
      out.flush();
      database.shutdownOutput();
      database.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static boolean isCommit(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("COMMIT");
  }
}
