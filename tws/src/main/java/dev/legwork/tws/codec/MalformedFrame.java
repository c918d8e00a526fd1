package dev.legwork.tws.codec;

/** The stream cannot be cut into frames any more: the connection must be closed. */
public final class MalformedFrame extends ProtocolException {
  private final long bytePosition;

  MalformedFrame(long bytePosition, String reason) {
    super(reason + " at byte " + bytePosition + " of the stream");
    this.bytePosition = bytePosition;
  }

  /** Where the unreadable bytes start, counted from the start of the stream. */
  public long bytePosition() {
    return bytePosition;
  }
}
