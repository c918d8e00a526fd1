package dev.legwork.tws.codec;

/** One message could not be read; the connection goes on with the next frame. */
public final class MalformedMessage extends ProtocolException {
  private final String messageName;
  private final String field;
  private final int bytePosition;

  MalformedMessage(String messageName, String field, int bytePosition, String reason) {
    super(messageName + "." + field + " " + reason + " at byte " + bytePosition + " of its frame");
    this.messageName = messageName;
    this.field = field;
    this.bytePosition = bytePosition;
  }

  /** The message's name in the TWS API, {@code message} when its id could not be read. */
  public String messageName() {
    return messageName;
  }

  /** The field that is missing or unreadable. */
  public String field() {
    return field;
  }

  /** Where the field starts, counted from the start of the frame's payload. */
  public int bytePosition() {
    return bytePosition;
  }
}
