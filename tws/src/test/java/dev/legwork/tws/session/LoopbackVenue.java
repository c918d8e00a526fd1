package dev.legwork.tws.session;

import dev.legwork.tws.codec.ClientHello;
import dev.legwork.tws.codec.ClientHelloReader;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on a real socket that answers the handshake and keeps what it is sent. */
final class LoopbackVenue implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final ServerSocket server;
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();

  LoopbackVenue() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next connection that was made. */
  Peer peer() throws InterruptedException {
    Peer peer = peers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (peer == null) {
      throw new AssertionError("nobody connected");
    }
    return peer;
  }

  private void accept() {
    try {
      while (true) {
        peers.add(new Peer(server.accept()));
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connected client. */
  static final class Peer implements AutoCloseable {
    private final Socket socket;
    private final FrameReader frames = new FrameReader();
    private final ServerDecoder decoder = new ServerDecoder();

    Peer(Socket socket) {
      this.socket = socket;
    }

    /** Reads the client's hello and answers with our version. */
    ClientHello shakeHands() throws IOException {
      ClientHelloReader reader = new ClientHelloReader();
      Optional<ClientHello> hello = Optional.empty();
      while (hello.isEmpty()) {
        ByteBuffer chunk = read();
        hello = reader.feed(chunk);
        frames.feed(chunk);
      }
      FrameWriter out = new FrameWriter();
      int version = hello.get().negotiate(Handshake.MIN_VERSION, Handshake.VERSION).orElseThrow();
      Handshake.encode(new ServerHello(version, "20261121 10:00:00 EST"), out);
      write(out.frames());
      return hello.get();
    }

    /** The next message of the client. */
    ClientMessage next() {
      try {
        Frame frame = frames.poll();
        while (frame == null) {
          frames.feed(read());
          frame = frames.poll();
        }
        return decoder.decode(frame);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void send(ServerMessage... messages) throws IOException {
      write(ScriptedTransport.bytes(messages));
    }

    void write(ByteBuffer bytes) throws IOException {
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      socket.getOutputStream().write(array);
    }

    /** Closes in a way that makes the client's next write fail. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private ByteBuffer read() throws IOException {
      byte[] chunk = new byte[4096];
      int count = socket.getInputStream().read(chunk);
      if (count < 0) {
        throw new IOException("the client closed the connection");
      }
      return ByteBuffer.wrap(chunk, 0, count);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
