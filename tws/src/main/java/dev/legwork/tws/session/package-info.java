/**
 * A client's session with TWS: connecting, the handshake, the heartbeat, reconnecting, and pacing.
 * {@link dev.legwork.tws.session.TwsSession} and {@link dev.legwork.tws.session.Pacer} are driven
 * from outside by one thread, with the time given at every step and the socket behind {@link
 * dev.legwork.tws.session.Transport}, so that a simulation can drive the same code; {@link
 * dev.legwork.tws.session.SocketTransport} is the real socket.
 */
package dev.legwork.tws.session;
