package dev.legwork.simulator.gateway;

import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.codec.ClientHello;
import dev.legwork.tws.codec.ClientHelloReader;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.MalformedFrame;
import dev.legwork.tws.codec.MalformedMessage;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ClientMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's socket: one thread reads and decodes, another writes. What the venue sends is queued,
 * so that a client that does not read holds up nobody but itself; when too much waits for it, it is
 * dropped, as TWS does.
 */
final class ClientConnection {
  private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);
  private static final int CHUNK = 64 * 1024;
  private static final long MOST_QUEUED_BYTES = 32L * 1024 * 1024;
  private static final long LINGER_MS = 1_000;
  private static final byte[] END = new byte[0];

  private final long id;
  private final SocketChannel channel;
  private final VenueLoop loop;
  private final Runnable gone;
  private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final ClientHelloReader helloReader = new ClientHelloReader();
  private final FrameReader frames = new FrameReader();
  private final ServerDecoder decoder = new ServerDecoder();
  private volatile Thread reader;
  private boolean greeted;

  /**
   * @param gone runs when the socket is closed and drained
   */
  ClientConnection(long id, SocketChannel channel, VenueLoop loop, Runnable gone) {
    this.id = id;
    this.channel = channel;
    this.loop = loop;
    this.gone = gone;
  }

  void start() {
    reader = Thread.ofVirtual().name("client-" + id + "-reader").start(this::read);
    Thread.ofVirtual().name("client-" + id + "-writer").start(this::write);
  }

  /** Queues bytes for the client; never blocks. */
  void send(byte[] bytes) {
    if (queuedBytes.addAndGet(bytes.length) > MOST_QUEUED_BYTES) {
      log.warn("client {} does not read: {} bytes wait for it; it is dropped", id, queuedBytes);
      closeNow();
      return;
    }
    outgoing.add(bytes);
  }

  /** Closes after what is queued has been written. */
  void finish() {
    outgoing.add(END);
  }

  /** Closes at once. */
  void closeNow() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("client {}: close failed", id, e);
    }
  }

  private void read() {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try {
      while (channel.read(chunk) >= 0) {
        var reception = new Reception(System.nanoTime(), epochMicros());
        take(chunk.flip(), reception);
        chunk.clear();
      }
    } catch (MalformedFrame e) {
      log.warn("client {} does not speak the protocol and is dropped: {}", id, e.getMessage());
    } catch (IOException e) {
      log.debug("client {} is gone", id, e);
    } finally {
      closeNow();
      outgoing.add(END);
      loop.submit(venue -> venue.disconnected(System.nanoTime(), id));
      gone.run();
    }
  }

  private static long epochMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private void take(ByteBuffer chunk, Reception reception) throws IOException {
    if (!greeted && !greet(chunk)) {
      return;
    }
    frames.feed(chunk);
    for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
      decode(frame, reception);
    }
  }

  private boolean greet(ByteBuffer chunk) throws IOException {
    Optional<ClientHello> hello = helloReader.feed(chunk);
    if (hello.isEmpty()) {
      return false;
    }
    if (hello.get().negotiate(Handshake.VERSION, Handshake.VERSION).isEmpty()) {
      throw new IOException("no common version: the venue speaks " + Handshake.VERSION);
    }
    var writer = new FrameWriter();
    Handshake.encode(new ServerHello(Handshake.VERSION, Wire.time(Instant.now())), writer);
    send(bytes(writer));
    greeted = true;
    loop.submit(venue -> venue.connected(System.nanoTime(), id));
    return true;
  }

  private void decode(Frame frame, Reception reception) {
    try {
      ClientMessage message = decoder.decode(frame);
      loop.submit(venue -> venue.received(System.nanoTime(), id, message, reception));
    } catch (MalformedMessage e) {
      log.warn("client {} sent an unreadable message: {}", id, e.getMessage());
      loop.submit(venue -> venue.malformed(System.nanoTime(), id, e.getMessage()));
    }
  }

  private void write() {
    try {
      for (byte[] bytes = outgoing.take(); bytes != END; bytes = outgoing.take()) {
        queuedBytes.addAndGet(-bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      if (channel.isOpen()) {
        channel.shutdownOutput();
        reader.join(LINGER_MS);
      }
    } catch (IOException e) {
      log.debug("client {} is gone", id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeNow();
    }
  }

  static byte[] bytes(FrameWriter writer) {
    ByteBuffer frames = writer.frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    writer.clear();
    return bytes;
  }
}
