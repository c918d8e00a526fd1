package dev.legwork.ledger.lease;

import java.util.Optional;

/**
 * What the ledger says of an account's lease.
 *
 * @param holder who took it last
 * @param epoch counts the holders
 * @param beat grows every second while the holder lives
 * @param gateway what the holder's session is with; empty once it has closed it in good order
 */
public record LeaseRow(String holder, long epoch, long beat, Optional<String> gateway) {}
