package dev.legwork.tws.codec;

import java.nio.ByteBuffer;

/** How a connection starts: {@code API\0}, the client's version range, the server's version. */
public final class Handshake {
  /** The oldest server version offered. */
  public static final int MIN_VERSION = 100;

  /** The only server version spoken. */
  public static final int VERSION = 178;

  private static final byte[] CLIENT_HELLO =
      Decimals.ascii("API\0\0\0\0\tv" + MIN_VERSION + ".." + VERSION);

  private Handshake() {}

  /** What the client sends first, outside any frame. */
  public static ByteBuffer clientHello() {
    return ByteBuffer.wrap(CLIENT_HELLO.clone());
  }

  /** Writes the server's answer. */
  public static void encode(ServerHello hello, FrameWriter out) {
    out.begin(hello, false);
    try {
      out.number(hello.version()).text(hello.connectionTime()).end();
    } finally {
      out.abandonOpenFrame();
    }
  }

  /**
   * Reads the server's answer.
   *
   * @throws MalformedMessage if it is none
   */
  public static ServerHello decodeServerHello(Frame frame) {
    FieldReader in = new FieldReader();
    int version = in.open(frame);
    in.name("serverHello");
    return new ServerHello(version, in.text("connectionTime"));
  }
}
