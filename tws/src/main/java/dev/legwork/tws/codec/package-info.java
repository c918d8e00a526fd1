/**
 * Bytes to messages and back, at server version 178. The client's side is {@link
 * dev.legwork.tws.codec.ClientEncoder} and {@link dev.legwork.tws.codec.ClientDecoder}, the venue's
 * {@link dev.legwork.tws.codec.ServerEncoder} and {@link dev.legwork.tws.codec.ServerDecoder}; both
 * share {@link dev.legwork.tws.codec.FrameReader}, {@link dev.legwork.tws.codec.FrameWriter} and
 * {@link dev.legwork.tws.codec.Handshake}.
 *
 * <p>A field that is missing or unreadable fails its message with {@link
 * dev.legwork.tws.codec.MalformedMessage}, never the connection; extra fields at the end are
 * tolerated and reported once a message type; an unknown message id becomes {@code Unknown}. Only a
 * frame length that lies, {@link dev.legwork.tws.codec.MalformedFrame}, ends the connection.
 * Objects here are used by one thread at a time.
 */
package dev.legwork.tws.codec;
