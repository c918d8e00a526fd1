package dev.legwork.tws.session;

import dev.legwork.tws.codec.ClientHelloReader;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerEncoder;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ServerMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A transport without a socket, with the venue's side of the codec at its other end. */
final class ScriptedTransport implements Transport {
  /** What the session did, in order: connects, hellos, messages, closes. */
  final List<Object> log = new ArrayList<>();

  long connection;
  WriteResult nextResult = WriteResult.WRITTEN;
  private boolean helloRead;

  record Connect(String host, int port) {}

  record Close() {}

  @Override
  public void connect(long newConnection, String host, int port) {
    connection = newConnection;
    helloRead = false;
    log.add(new Connect(host, port));
  }

  @Override
  public WriteResult write(ByteBuffer frames) {
    if (nextResult != WriteResult.WRITTEN) {
      return nextResult;
    }
    if (!helloRead) {
      log.add(new ClientHelloReader().feed(frames).orElseThrow());
      helloRead = true;
      return WriteResult.WRITTEN;
    }
    FrameReader reader = new FrameReader();
    reader.feed(frames);
    List<Object> wave = new ArrayList<>();
    for (Frame f = reader.poll(); f != null; f = reader.poll()) {
      wave.add(new ServerDecoder().decode(f));
    }
    log.add(wave.size() == 1 ? wave.get(0) : wave);
    return WriteResult.WRITTEN;
  }

  @Override
  public void close() {
    log.add(new Close());
  }

  /** What was done since the last call. */
  List<Object> drain() {
    List<Object> done = List.copyOf(log);
    log.clear();
    return done;
  }

  static ByteBuffer hello(int version) {
    FrameWriter out = new FrameWriter();
    Handshake.encode(new ServerHello(version, "20261121 10:00:00 EST"), out);
    return out.frames();
  }

  static ByteBuffer bytes(ServerMessage... messages) {
    FrameWriter out = new FrameWriter();
    for (ServerMessage message : messages) {
      new ServerEncoder().encode(message, out);
    }
    return out.frames();
  }
}
