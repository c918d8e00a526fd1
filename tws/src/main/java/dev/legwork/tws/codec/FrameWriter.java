package dev.legwork.tws.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of whole frames, reused from write to write. Several messages may be encoded one
 * after the other, so that a wave of orders leaves in one write.
 */
public final class FrameWriter {
  private static final int LONGEST_PLAIN_SCALE = 6;

  private byte[] bytes = new byte[4096];
  private int size;
  private int frameStart = -1;
  private int fieldIndex;
  private boolean asciiOnly;
  private Object message;

  /** The frames written since the last {@link #clear}; valid until the next write or clear. */
  public ByteBuffer frames() {
    return ByteBuffer.wrap(bytes, 0, size).slice();
  }

  /** Bytes of the frames written. */
  public int size() {
    return size;
  }

  /** Forgets the frames and keeps the memory. */
  public void clear() {
    size = 0;
    frameStart = -1;
  }

  /** Starts a frame; {@code asciiOnly} refuses what the official client refuses. */
  void begin(Object newMessage, boolean onlyAscii) {
    message = newMessage;
    asciiOnly = onlyAscii;
    fieldIndex = 0;
    frameStart = size;
    room(FrameReader.LENGTH_BYTES);
    size += FrameReader.LENGTH_BYTES;
  }

  void end() {
    int length = size - frameStart - FrameReader.LENGTH_BYTES;
    if (length > FrameReader.MAX_PAYLOAD) {
      throw unencodable("frame of " + length + " bytes");
    }
    bytes[frameStart] = (byte) (length >>> 24);
    bytes[frameStart + 1] = (byte) (length >>> 16);
    bytes[frameStart + 2] = (byte) (length >>> 8);
    bytes[frameStart + 3] = (byte) length;
    frameStart = -1;
    message = null;
  }

  /** Drops a frame that was begun and not ended. */
  void abandonOpenFrame() {
    if (frameStart >= 0) {
      size = frameStart;
      frameStart = -1;
      message = null;
    }
  }

  FrameWriter number(long value) {
    room(21);
    size = Decimals.writeLong(value, bytes, size);
    return endField();
  }

  FrameWriter optionalNumber(Integer value) {
    return value == null ? blank() : number(value);
  }

  FrameWriter flag(boolean value) {
    room(2);
    bytes[size++] = (byte) (value ? '1' : '0');
    return endField();
  }

  /** A decimal, or an empty field for null. */
  FrameWriter decimal(BigDecimal value) {
    return value == null ? blank() : ascii(plain(value));
  }

  /** A decimal, or {@code unset} for null. */
  FrameWriter decimal(BigDecimal value, String unset) {
    return ascii(value == null ? unset : plain(value));
  }

  FrameWriter blank() {
    room(1);
    return endField();
  }

  FrameWriter text(String value) {
    part(value);
    return endField();
  }

  /** A text whose characters beyond ASCII are written as {@code \}{@code uXXXX}. */
  FrameWriter escaped(String value) {
    room(6 * value.length() + 1);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw unencodable("contains NUL");
      }
      if (c < 0x7F) {
        bytes[size++] = (byte) c;
      } else {
        escape(c);
      }
    }
    return endField();
  }

  FrameWriter unsetBytes(byte[] spelling) {
    room(spelling.length + 1);
    System.arraycopy(spelling, 0, bytes, size, spelling.length);
    size += spelling.length;
    return endField();
  }

  /** Adds to the current field without ending it. */
  FrameWriter part(String value) {
    room(value.length() + 1);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x7F || c < ' ') {
        return unusual(value, i);
      }
      bytes[size++] = (byte) c;
    }
    return this;
  }

  FrameWriter endField() {
    bytes[size++] = 0;
    fieldIndex++;
    return this;
  }

  UnencodableMessage unencodable(String reason) {
    return new UnencodableMessage(message, fieldIndex, reason);
  }

  private FrameWriter unusual(String value, int from) {
    byte[] rest = value.substring(from).getBytes(StandardCharsets.UTF_8);
    room(rest.length + 1);
    for (byte b : rest) {
      checkAllowed(b);
      bytes[size++] = b;
    }
    return this;
  }

  private void checkAllowed(byte b) {
    if (b == 0) {
      throw unencodable("contains NUL");
    }
    boolean printable = b >= ' ' && b < 0x7F || b == '\t' || b == '\n' || b == '\r';
    if (asciiOnly && !printable) {
      throw unencodable("contains a character that is not printable ASCII");
    }
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) Character.forDigit(c >> shift & 0xF, 16);
    }
  }

  private FrameWriter ascii(String value) {
    room(value.length() + 1);
    for (int i = 0; i < value.length(); i++) {
      bytes[size++] = (byte) value.charAt(i);
    }
    return endField();
  }

  private String plain(BigDecimal value) {
    int scale = value.scale();
    if (scale >= 0 && scale <= LONGEST_PLAIN_SCALE) {
      return value.toString(); // never scientific here, and kept by the number itself
    }
    if (Math.abs((long) scale) > Decimals.LARGEST_EXPONENT) {
      throw unencodable("exponent out of range");
    }
    return value.toPlainString();
  }

  private void room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, count)));
    }
  }
}
