package dev.legwork.desk.lease;

import java.util.Optional;

/**
 * One connection to where an account's lease is kept: a lock that ends with the connection, and a
 * row that says whether the holder is alive. Every call commits by itself, and may block.
 */
public interface LeaseTable extends AutoCloseable {

  /** Opens connections. */
  interface Connector {
    /** A connection of its own, not out of a pool. */
    LeaseTable connect() throws Unavailable;
  }

  /** A call failed; nothing says whether it was committed. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean connected;

    /**
     * @param connected whether the connection, and with it the lock, stands all the same
     */
    public Unavailable(String message, boolean connected, Throwable cause) {
      super(message, cause);
      this.connected = connected;
    }

    /** Whether the connection, and with it the lock, stands all the same. */
    public boolean isConnected() {
      return connected;
    }
  }

  /**
   * What is said of the lease.
   *
   * @param holder who took it last
   * @param epoch counts the holders
   * @param beat grows every second while the holder lives
   * @param gateway what the holder's session is with; empty once it has closed it in good order
   */
  record Row(String holder, long epoch, long beat, Optional<String> gateway) {}

  /** Takes the lock if it is free; true also if this connection has it already. */
  boolean tryLock() throws Unavailable;

  /** The row, empty before the first holder. */
  Optional<Row> row() throws Unavailable;

  /**
   * Becomes the holder; the caller has the lock. All waves of earlier epochs that are stored at all
   * are stored before this returns.
   *
   * @param gateway that its session will be with
   * @return the new epoch
   */
  long take(String holder, String gateway) throws Unavailable;

  /**
   * Says that the holder of this epoch is alive.
   *
   * @return false if somebody has taken the lease since
   */
  boolean beat(long epoch) throws Unavailable;

  /** Says that the holder of this epoch has closed its session with its gateway. */
  void leaveGateway(long epoch) throws Unavailable;

  /** Ends the connection of whoever has the lock, so that it becomes free. */
  void evict() throws Unavailable;

  /** Whether the server itself has only just started, so that a living holder may be on its way. */
  boolean hasServerJustStarted() throws Unavailable;

  /** Lets the lock go; the row stays as it is. */
  void unlock() throws Unavailable;

  /** Ends the connection, and the lock with it. */
  @Override
  void close();
}
