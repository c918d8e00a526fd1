package dev.legwork.desk;

/**
 * The account's lease: of all processes that could run this account's desk, one holds it. It
 * decides who may open positions; what reduces risk never asks it. Called on the desk's thread,
 * returns at once.
 */
public interface DeskLease {

  /**
   * Counts the holders; stored with every opening wave, and checked there. 0: there is no lease.
   */
  long epoch();

  /**
   * Whether the lease was confirmed so lately that nobody else can hold it yet, by a clock that
   * goes on while the process is paused. Asked immediately before opening orders are written.
   */
  boolean mayOpen();

  /** For a desk that shares its account with no other process. */
  static DeskLease unshared() {
    return new DeskLease() {
      @Override
      public long epoch() {
        return 0;
      }

      @Override
      public boolean mayOpen() {
        return true;
      }
    };
  }
}
