package dev.legwork.tws.codec;

/** Bytes that do not follow the protocol, or a message that cannot be put into it. */
public abstract sealed class ProtocolException extends RuntimeException
    permits MalformedFrame, MalformedMessage, UnencodableMessage {
  ProtocolException(String message) {
    super(message);
  }
}
