package dev.legwork.simulation.worker;

import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.net.Network;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.WriteResult;
import java.nio.ByteBuffer;

/** The desk's transport over the simulated network. */
final class DeskConnection implements Transport {
  private final Process process;
  private final Network network;
  private Dialled dialled;

  DeskConnection(Process process, Network network) {
    this.process = process;
    this.network = network;
  }

  @Override
  public void connect(long connection, String host, int port) {
    close();
    if (process.isAlive()) {
      dialled = new Dialled(connection);
      network.dial(dialled);
    }
  }

  @Override
  public WriteResult write(ByteBuffer frames) {
    if (!process.isAlive() || dialled == null || dialled.link == null) {
      return WriteResult.NOT_WRITTEN;
    }
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    int left = dialled.link.write(bytes);
    process.crossed(CrashPoint.BYTES_WRITTEN);
    if (left == bytes.length) {
      return WriteResult.WRITTEN;
    }
    return left == 0 ? WriteResult.NOT_WRITTEN : WriteResult.UNKNOWN;
  }

  @Override
  public void close() {
    if (dialled != null) {
      dialled.hangUp();
      dialled = null;
    }
  }

  /** The link now, or null. */
  Link link() {
    return dialled == null ? null : dialled.link;
  }

  private final class Dialled implements Network.Dialer {
    private final long connection;
    private Link link;
    private boolean hungUp;

    Dialled(long connection) {
      this.connection = connection;
    }

    @Override
    public void connected(Link established) {
      link = established;
      if (hungUp) {
        link.closeByClient();
      } else {
        process.run(() -> process.core().connected(connection));
      }
    }

    @Override
    public void received(byte[] bytes) {
      process.run(
          () -> {
            process.crossed(CrashPoint.BYTES_RECEIVED);
            if (process.isAlive()) {
              process.core().received(connection, ByteBuffer.wrap(bytes));
            }
          });
    }

    @Override
    public void closed(String detail) {
      process.run(() -> process.core().closed(connection, detail));
    }

    void hangUp() {
      hungUp = true;
      if (link != null) {
        link.closeByClient();
      }
    }
  }
}
