package dev.legwork.tws.codec;

/** A message holds what the protocol cannot carry; nothing of it was written. */
public final class UnencodableMessage extends ProtocolException {
  UnencodableMessage(Object message, int fieldIndex, String reason) {
    super(message.getClass().getSimpleName() + ", field " + fieldIndex + ": " + reason);
  }
}
