package dev.legwork.tws.codec;

import java.util.Arrays;

/**
 * The payload of one frame: a view into the reader's buffer that is valid until the reader is fed
 * or polled again.
 */
public final class Frame {
  private byte[] bytes;
  private int offset;
  private int length;
  private long streamPosition;

  Frame() {}

  /** A frame of its own bytes. */
  public static Frame of(byte[] payload) {
    return new Frame().set(payload.clone(), 0, payload.length, 0);
  }

  Frame set(byte[] newBytes, int newOffset, int newLength, long newStreamPosition) {
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
    streamPosition = newStreamPosition;
    return this;
  }

  /** Payload bytes. */
  public int length() {
    return length;
  }

  /** Where the payload starts, counted from the start of the stream. */
  public long streamPosition() {
    return streamPosition;
  }

  /** A copy of the payload. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }
}
