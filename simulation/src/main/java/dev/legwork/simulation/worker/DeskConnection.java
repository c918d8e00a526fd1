package dev.legwork.simulation.worker;

import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.net.Network;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.WriteResult;
import java.nio.ByteBuffer;

/** The desk's transport over the simulated network. */
final class DeskConnection implements Transport {
  private final Tenure tenure;
  private final Process process;
  private final long lease;
  private final Network network;
  private Dialled dialled;

  /**
   * @param lease number of the tenure
   */
  DeskConnection(Tenure tenure, Network network, long lease) {
    this.tenure = tenure;
    this.process = tenure.process();
    this.network = network;
    this.lease = lease;
  }

  @Override
  public void connect(long connection, String host, int port) {
    close();
    if (!tenure.isOver()) {
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
    process.worker().writes(bytes, lease);
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
        tenure.run(() -> tenure.core().connected(connection));
      }
    }

    @Override
    public void received(byte[] bytes) {
      tenure.run(
          () -> {
            process.crossed(CrashPoint.BYTES_RECEIVED);
            if (process.isAlive()) {
              tenure.core().received(connection, ByteBuffer.wrap(bytes));
            }
          });
    }

    @Override
    public void closed(String detail) {
      tenure.run(() -> tenure.core().closed(connection, detail));
    }

    void hangUp() {
      hungUp = true;
      if (link != null) {
        link.closeByClient();
      }
    }
  }
}
