package dev.legwork.tws.session;

import dev.legwork.tws.codec.ClientEncoder;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.message.ClientMessage;
import java.util.List;

/**
 * Writes messages, each call in one write, and remembers the first that failed: after it nothing
 * more may be written to that connection.
 */
final class Outbox {
  private final Transport transport;
  private final ClientEncoder encoder = new ClientEncoder();
  private final FrameWriter frames = new FrameWriter();
  private String failure;

  Outbox(Transport transport) {
    this.transport = transport;
  }

  /** Forgets a failure: the next connection starts fresh. */
  void reset() {
    failure = null;
  }

  boolean hasFailed() {
    return failure != null;
  }

  String failure() {
    return failure;
  }

  WriteResult write(List<? extends ClientMessage> messages) {
    frames.clear();
    messages.forEach(message -> encoder.encode(message, frames));
    WriteResult result = transport.write(frames.frames());
    if (result != WriteResult.WRITTEN) {
      failure = "write of " + frames.size() + " bytes was " + result;
    }
    return result;
  }
}
