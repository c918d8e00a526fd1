package dev.legwork.simulator.gateway;

import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.ServerEncoder;
import dev.legwork.tws.message.ServerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's TCP port, on loopback. Sockets have threads of their own; the venue is only touched
 * by its loop.
 */
public final class GatewayServer implements VenueOutput, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);

  private final ServerSocketChannel server;
  private final VenueLoop loop;
  private final Map<Long, ClientConnection> connections = new ConcurrentHashMap<>();
  private final ServerEncoder encoder = new ServerEncoder();
  private final FrameWriter writer = new FrameWriter();
  private long accepted;

  /**
   * Binds the port; clients are accepted from {@link #start} on.
   *
   * @param port 0 for any free one
   */
  public GatewayServer(int port, VenueLoop loop) throws IOException {
    this.loop = loop;
    this.server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** The port that is bound. */
  public int port() {
    return server.socket().getLocalPort();
  }

  /** Accepts clients from now on; once. */
  public void start() {
    Thread.ofPlatform().daemon().name("gateway-accept").start(this::accept);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        long id = ++accepted;
        var connection = new ClientConnection(id, channel, loop, () -> connections.remove(id));
        connections.put(id, connection);
        connection.start();
      } catch (IOException e) {
        if (server.isOpen()) {
          log.warn("the gateway could not accept a client and goes on", e);
        }
      }
    }
  }

  @Override
  public void send(long connection, ServerMessage message) {
    ClientConnection client = connections.get(connection);
    if (client != null) {
      encoder.encode(message, writer);
      client.send(ClientConnection.bytes(writer));
    }
  }

  @Override
  public void close(long connection) {
    ClientConnection client = connections.get(connection);
    if (client != null) {
      client.finish();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    connections.values().forEach(ClientConnection::closeNow);
  }
}
