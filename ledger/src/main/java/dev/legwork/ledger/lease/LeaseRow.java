package dev.legwork.ledger.lease;

/**
 * What the ledger says of an account's lease.
 *
 * @param holder who took it last
 * @param epoch counts the holders
 * @param beat grows every second while the holder lives
 */
public record LeaseRow(String holder, long epoch, long beat) {}
