package dev.legwork.simulation.net;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;

/** A connection, from its establishment to its end. */
public final class Link {
  private final Pipe toServer;
  private final Pipe toClient;
  private boolean closedByClient;
  private boolean closedByServer;
  private boolean over;
  private int cutAfter = -1;

  Link(Scheduler scheduler, Chance chance, Weather weather, LinkEnd client, LinkEnd server) {
    this.toServer = new Pipe(scheduler, chance, weather, server);
    this.toClient = new Pipe(scheduler, chance, weather, client);
  }

  /** How much of what the client wrote left: all, or the first part before the connection broke. */
  public int write(byte[] bytes) {
    if (closedByClient || over) {
      return 0;
    }
    if (cutAfter >= 0) {
      int size = Math.min(cutAfter, bytes.length - 1);
      byte[] part = java.util.Arrays.copyOf(bytes, size);
      toServer.send(part);
      toServer.finish("connection broke");
      toClient.reset("connection reset");
      over = true;
      return size;
    }
    toServer.send(bytes);
    return bytes.length;
  }

  public void answer(byte[] bytes) {
    if (!closedByServer && !over) {
      toClient.send(bytes);
    }
  }

  /** The client, or its operating system when it dies, ends the connection. */
  public void closeByClient() {
    if (!closedByClient) {
      closedByClient = true;
      toClient.vanish();
      toServer.finish("closed by the client");
    }
  }

  public void closeByServer() {
    if (!closedByServer) {
      closedByServer = true;
      toClient.finish("closed by the server");
      toServer.vanish();
    }
  }

  /** Both sides lose what is on its way, and hear of it. */
  public void reset() {
    over = true;
    toServer.reset("connection reset");
    toClient.reset("connection reset");
  }

  /** The next write stops after so many bytes, and takes the connection with it. */
  public void breakNextWriteAfter(int bytes) {
    cutAfter = bytes;
  }

  /** Nothing arrives on either side, and nobody hears of it. */
  public void silence() {
    toServer.hold();
    toClient.hold();
  }

  /** The silence ends: what was sent arrives. */
  public void thaw() {
    toServer.release();
    toClient.release();
  }

  /** The silence ends for good: the server gives the client up. */
  public void giveUp() {
    over = true;
    toClient.vanish();
    toServer.reset("keep-alive failed");
  }

  public boolean isOver() {
    return over || closedByClient || closedByServer;
  }
}
