package dev.legwork.simulator.gateway;

import dev.legwork.tws.codec.ClientDecoder;
import dev.legwork.tws.codec.ClientEncoder;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client over a socket, made of the codec's client side. */
public final class TestClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final SocketChannel channel;
  private final FrameReader frames = new FrameReader();
  private final LinkedBlockingQueue<ServerMessage> received = new LinkedBlockingQueue<>();
  private final List<ServerMessage> seen = new ArrayList<>();
  private final ClientEncoder encoder = new ClientEncoder();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean deaf;

  private TestClient(SocketChannel channel) {
    this.channel = channel;
  }

  public static TestClient connect(int port, int clientId) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    var client = new TestClient(channel);
    channel.write(Handshake.clientHello());
    client.readHello();
    Thread.ofVirtual().start(client::read);
    client.send(new ClientMessage.StartApi(clientId, ""));
    return client;
  }

  private void readHello() throws IOException {
    var chunk = ByteBuffer.allocate(256);
    Frame frame = null;
    while (frame == null) {
      if (channel.read(chunk) < 0) {
        throw new IOException("closed during the handshake");
      }
      frames.feed(chunk.flip());
      chunk.clear();
      frame = frames.poll();
    }
    if (Handshake.decodeServerHello(frame).version() != Handshake.VERSION) {
      throw new IOException("wrong version");
    }
  }

  private void read() {
    var decoder = new ClientDecoder();
    var chunk = ByteBuffer.allocate(64 * 1024);
    try {
      for (Frame frame = frames.poll(); ; frame = frames.poll()) {
        if (frame != null) {
          received.add(decoder.decode(frame));
        } else if (deaf || channel.read(chunk) < 0) {
          return;
        } else {
          frames.feed(chunk.flip());
          chunk.clear();
        }
      }
    } catch (IOException e) {
      // the test closed the client
    } finally {
      ended.countDown();
    }
  }

  /** Waits until the gateway closes the connection. */
  public void awaitClose() throws InterruptedException {
    if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the connection is still open");
    }
  }

  /** Reads at most one more chunk, ever. */
  public void stopReading() {
    deaf = true;
  }

  public void send(ClientMessage... messages) throws IOException {
    var writer = new FrameWriter();
    for (ClientMessage message : messages) {
      encoder.encode(message, writer);
    }
    ByteBuffer bytes = writer.frames();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Waits for a message; ones that came before count too. */
  public <T extends ServerMessage> T await(Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (ServerMessage message : seen) {
      if (type.isInstance(message) && wanted.test(type.cast(message))) {
        return type.cast(message);
      }
    }
    while (true) {
      ServerMessage next =
          received.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no such " + type.getSimpleName() + " came; seen: " + seen);
      }
      seen.add(next);
      if (type.isInstance(next) && wanted.test(type.cast(next))) {
        return type.cast(next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
