package dev.legwork.tws.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection. One thread for each connection connects and reads and hands everything over;
 * writes happen on the caller's thread, without blocking beyond a bounded time. A write that stops
 * in the middle closes the connection, since the stream is cut inside a frame. Its own methods are
 * called by one thread at a time.
 */
public final class SocketTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);
  private static final int CHUNK = 64 * 1024;

  private final TransportEvents events;
  private final Duration connectTimeout;
  private final Duration writeTimeout;
  private Link link;

  /** A transport with a connect timeout of 5 s and a write timeout of 200 ms. */
  public SocketTransport(TransportEvents events) {
    this(events, Duration.ofSeconds(5), Duration.ofMillis(200));
  }

  /**
   * A transport that is not connected yet.
   *
   * @param writeTimeout how long a write may wait for a server that does not read
   */
  public SocketTransport(TransportEvents events, Duration connectTimeout, Duration writeTimeout) {
    this.events = events;
    this.connectTimeout = connectTimeout;
    this.writeTimeout = writeTimeout;
  }

  @Override
  public void connect(long connection, String host, int port) {
    close();
    link = new Link(connection);
    Thread.ofPlatform()
        .daemon()
        .name("tws-socket-" + connection)
        .start(new Reader(link, host, port));
  }

  @Override
  public WriteResult write(ByteBuffer frames) {
    return link == null ? WriteResult.NOT_WRITTEN : link.write(frames);
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
      link = null;
    }
  }

  /** One connection, from the attempt to its end. */
  private final class Link {
    private final long connection;
    private SocketChannel channel;
    private Selector readSelector;
    private boolean connected;
    private boolean closed;

    Link(long connection) {
      this.connection = connection;
    }

    /** Takes the channel over, unless the link was closed while it was being opened. */
    synchronized boolean opened(SocketChannel newChannel) {
      channel = newChannel;
      return !closed;
    }

    /** Opens the link for writing, unless it was closed while it was connecting. */
    synchronized boolean connected(Selector selector) {
      readSelector = selector;
      connected = true;
      return !closed;
    }

    synchronized SocketChannel writable() {
      return connected && !closed ? channel : null;
    }

    void close() {
      SocketChannel open;
      Selector selector;
      synchronized (this) {
        closed = true;
        open = channel;
        selector = readSelector;
      }
      closeQuietly(open);
      if (selector != null) {
        selector.wakeup(); // closing a channel does not end a select on it
      }
    }

    WriteResult write(ByteBuffer frames) {
      SocketChannel target = writable();
      if (target == null) {
        return WriteResult.NOT_WRITTEN;
      }
      int size = frames.remaining();
      WriteResult result = writeOut(target, frames, size);
      if (result != WriteResult.WRITTEN) {
        LOG.warn(
            "Connection {}: {} of {} bytes could be written ({}); closing it",
            connection,
            size - frames.remaining(),
            size,
            result);
        close();
      }
      return result;
    }

    private WriteResult writeOut(SocketChannel target, ByteBuffer frames, int size) {
      try {
        target.write(frames);
        if (frames.hasRemaining()) {
          writeRest(target, frames);
        }
      } catch (AsynchronousCloseException e) {
        return WriteResult.UNKNOWN;
      } catch (IOException e) {
        // A write that the system refuses has taken none of its bytes.
        return frames.remaining() == size ? WriteResult.NOT_WRITTEN : WriteResult.UNKNOWN;
      }
      if (!frames.hasRemaining()) {
        return WriteResult.WRITTEN;
      }
      return frames.remaining() == size ? WriteResult.NOT_WRITTEN : WriteResult.UNKNOWN;
    }

    private void writeRest(SocketChannel target, ByteBuffer frames) throws IOException {
      long deadline = System.nanoTime() + writeTimeout.toNanos();
      try (Selector selector = Selector.open()) {
        target.register(selector, SelectionKey.OP_WRITE);
        while (frames.hasRemaining()) {
          long millis = (deadline - System.nanoTime()) / 1_000_000;
          if (millis <= 0 || selector.select(millis) == 0) {
            return;
          }
          selector.selectedKeys().clear();
          target.write(frames);
        }
      }
    }
  }

  /** Connects, then reads until the end. */
  private final class Reader implements Runnable {
    private final Link link;
    private final String host;
    private final int port;

    Reader(Link link, String host, int port) {
      this.link = link;
      this.host = host;
      this.port = port;
    }

    @Override
    public void run() {
      String detail;
      try (SocketChannel channel = SocketChannel.open()) {
        detail = link.opened(channel) ? connectAndRead(channel) : "closed by us";
      } catch (ClosedChannelException e) {
        detail = "closed by us";
      } catch (IOException | RuntimeException e) {
        detail = e.toString();
      }
      link.close();
      events.closed(link.connection, detail);
    }

    private String connectAndRead(SocketChannel channel) throws IOException {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      int timeout = Math.toIntExact(connectTimeout.toMillis());
      channel.socket().connect(new InetSocketAddress(host, port), timeout);
      channel.configureBlocking(false);
      try (Selector selector = Selector.open()) {
        channel.register(selector, SelectionKey.OP_READ);
        if (!link.connected(selector)) {
          return "closed by us";
        }
        events.connected(link.connection);
        return read(channel, selector);
      }
    }

    private String read(SocketChannel channel, Selector selector) throws IOException {
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
      while (channel.isOpen()) {
        selector.select();
        selector.selectedKeys().clear();
        int count = channel.read(chunk.clear());
        if (count < 0) {
          return "closed by the server";
        }
        if (count > 0) {
          events.received(link.connection, ByteBuffer.allocate(count).put(chunk.flip()).flip());
        }
      }
      return "closed by us";
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("Closing a connection failed", e);
    }
  }
}
