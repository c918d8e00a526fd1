package dev.legwork.ledger.stop;

import dev.legwork.stop.StopStatus;
import java.time.Instant;

/**
 * A protective stop as the ledger has it.
 *
 * @param armedAt when its trade committed
 * @param endedAt null until it is over
 */
public record StoredStop(StopStatus status, Instant armedAt, Instant endedAt) {
  public boolean isOver() {
    return status.state().isOver();
  }
}
