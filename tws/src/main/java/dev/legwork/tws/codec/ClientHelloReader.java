package dev.legwork.tws.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the client's hello at the venue, however its bytes are cut. */
public final class ClientHelloReader {
  private static final byte[] PREFIX = Decimals.ascii("API\0");
  private static final int HEADER = PREFIX.length + FrameReader.LENGTH_BYTES;
  private static final int LONGEST = 1024;
  private static final Pattern RANGE =
      Pattern.compile("v(\\d{1,6})(?:\\.\\.(\\d{1,6}))?(?: (.*))?", Pattern.DOTALL);

  private final byte[] bytes = new byte[HEADER + LONGEST];
  private int size;

  /**
   * Takes bytes up to the end of the hello and leaves what follows in the chunk.
   *
   * @return the hello once it is complete
   * @throws MalformedFrame if this is no client of the API
   */
  public Optional<ClientHello> feed(ByteBuffer chunk) {
    while (chunk.hasRemaining()) {
      bytes[size++] = chunk.get();
      check();
      if (size > HEADER && size == HEADER + length()) {
        return Optional.of(parse());
      }
    }
    return Optional.empty();
  }

  private void check() {
    int at = size - 1;
    if (at < PREFIX.length && bytes[at] != PREFIX[at]) {
      throw new MalformedFrame(at, "not a client of the TWS API: unexpected byte");
    }
    if (size == HEADER && (length() < 1 || length() > LONGEST)) {
      throw new MalformedFrame(PREFIX.length, "hello length " + length());
    }
  }

  private int length() {
    return ByteBuffer.wrap(bytes, PREFIX.length, FrameReader.LENGTH_BYTES).getInt();
  }

  private ClientHello parse() {
    String text = new String(bytes, HEADER, length(), StandardCharsets.ISO_8859_1);
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      int min = Integer.parseInt(range.group(1));
      int max = range.group(2) == null ? min : Integer.parseInt(range.group(2));
      if (min >= 1 && max >= min) {
        return new ClientHello(min, max, range.group(3) == null ? "" : range.group(3));
      }
    }
    throw new MalformedFrame(HEADER, "unreadable version range");
  }
}
