package dev.legwork.tws.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into frames: a length of four bytes, big-endian, then the payload. The
 * length is checked before anything depends on it, and memory grows with the bytes that came, not
 * with the length that was claimed. After a {@link MalformedFrame} the reader stays failed.
 */
public final class FrameReader {
  /** Longest payload accepted, in bytes. */
  public static final int MAX_PAYLOAD = 16 * 1024 * 1024;

  static final int LENGTH_BYTES = 4;
  private static final int SMALL = 16 * 1024;

  private final Frame frame = new Frame();
  private byte[] buffer = new byte[SMALL];
  private int from;
  private int to;
  private long streamPosition;
  private MalformedFrame failure;

  /** Takes all remaining bytes of a chunk. */
  public void feed(ByteBuffer chunk) {
    int count = chunk.remaining();
    makeRoom(count);
    chunk.get(buffer, to, count);
    to += count;
  }

  /**
   * The next complete frame, or null when more bytes are needed.
   *
   * @throws MalformedFrame if its length is below 1 or above {@link #MAX_PAYLOAD}
   */
  public Frame poll() {
    if (failure != null) {
      throw failure;
    }
    if (to - from < LENGTH_BYTES) {
      return null;
    }
    int length = checkedLength();
    if (to - from - LENGTH_BYTES < length) {
      return null;
    }
    frame.set(buffer, from + LENGTH_BYTES, length, streamPosition + LENGTH_BYTES);
    from += LENGTH_BYTES + length;
    streamPosition += LENGTH_BYTES + length;
    return frame;
  }

  /** Bytes held that do not make a frame yet; not zero at the end of a stream: it was cut off. */
  public int pending() {
    return to - from;
  }

  /** Bytes this reader keeps allocated. */
  int capacity() {
    return buffer.length;
  }

  private int checkedLength() {
    int length =
        (buffer[from] & 0xFF) << 24
            | (buffer[from + 1] & 0xFF) << 16
            | (buffer[from + 2] & 0xFF) << 8
            | (buffer[from + 3] & 0xFF);
    if (length < 1 || length > MAX_PAYLOAD) {
      failure = new MalformedFrame(streamPosition, "frame length " + length);
      throw failure;
    }
    return length;
  }

  private void makeRoom(int count) {
    int held = to - from;
    if (buffer.length - to >= count) {
      return;
    }
    byte[] target = buffer;
    if (held == 0 && buffer.length > SMALL && count <= SMALL) {
      target = new byte[SMALL];
    } else if (buffer.length < Math.addExact(held, count)) {
      target = new byte[Math.max(Math.addExact(held, count), 2 * buffer.length)];
    }
    System.arraycopy(buffer, from, target, 0, held);
    buffer = target;
    from = 0;
    to = held;
  }

  @Override
  public String toString() {
    return "FrameReader" + Arrays.asList(streamPosition, pending());
  }
}
