package dev.legwork.exposure;

import dev.legwork.saga.Alert;
import java.util.Collection;
import java.util.Optional;

/** One account's trades and its alerts about them, as the ledger has them. Any call may fail. */
public interface ExposureLedger {
  /** Trades that have not ended. */
  Collection<String> unfinished();

  Optional<HeldTrade> trade(String id);

  /** Trades with an open alert of this code. */
  Collection<String> alerted(String code);

  /** Opens an alert, or puts this in the place of the one that is open. */
  void open(String id, Alert alert);

  void close(String id, String code);
}
