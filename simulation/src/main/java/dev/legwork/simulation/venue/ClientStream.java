package dev.legwork.simulation.venue;

import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.codec.ClientHello;
import dev.legwork.tws.codec.ClientHelloReader;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.MalformedMessage;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ClientMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** A client's bytes become messages for the venue. */
final class ClientStream {
  private final GatewayHost host;
  private final long connection;
  private final ClientHelloReader hello = new ClientHelloReader();
  private final FrameReader frames = new FrameReader();
  private final ServerDecoder decoder = new ServerDecoder();
  private boolean greeted;
  private int clientId;

  ClientStream(GatewayHost host, long connection) {
    this.host = host;
    this.connection = connection;
  }

  void take(byte[] bytes, Consumer<byte[]> answer) {
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    if (!greeted) {
      greet(chunk, answer);
    }
    if (greeted) {
      frames.feed(chunk);
      for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
        decode(frame);
      }
    }
  }

  private void greet(ByteBuffer chunk, Consumer<byte[]> answer) {
    Optional<ClientHello> read = hello.feed(chunk);
    if (read.isPresent()) {
      greeted = true;
      Handshake.encode(new ServerHello(Handshake.VERSION, "20261123 10:00:00 EST"), host.writer());
      answer.accept(host.taken());
      host.venue().connected(host.scheduler().now(), connection);
    }
  }

  private void decode(Frame frame) {
    long now = host.scheduler().now();
    Venue venue = host.venue();
    try {
      ClientMessage message = decoder.decode(frame);
      tell(message);
      venue.received(now, connection, message, new Reception(now, now / 1_000));
    } catch (MalformedMessage e) {
      throw new IllegalStateException("the desk wrote what cannot be read", e);
    }
  }

  private void cancelled(int orderId) {
    Order order = host.venue().brokerage().ledger().order(clientId, orderId);
    host.journal().cancelReceived(clientId, order);
    host.story()
        .tell(
            "gateway",
            "< cancel " + orderId + (order == null ? "" : " " + order.terms().orderRef()));
  }

  private void tell(ClientMessage message) {
    switch (message) {
      case ClientMessage.PlaceOrder order ->
          host.story()
              .tell(
                  "gateway",
                  "< place "
                      + order.orderId()
                      + " "
                      + order.order().orderRef()
                      + " "
                      + order.order().action()
                      + " "
                      + order.order().totalQuantity().toPlainString()
                      + " @ "
                      + order.order().lmtPrice().toPlainString());
      case ClientMessage.CancelOrder cancel -> cancelled(cancel.orderId());
      case ClientMessage.StartApi start -> {
        clientId = start.clientId();
        host.story().tell("gateway", "< startApi " + start.clientId());
      }
      default -> host.story().mix(message.getClass().getSimpleName().hashCode());
    }
  }
}
