package dev.legwork.saga;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.util.Objects;

/**
 * A trade that has ended and whose positions are guarded, or closed, as the ledger knows it.
 *
 * @param ending how it ended
 * @param known all its orders with what was heard of them and what is proven
 * @param status the stop as it was told last
 * @param asked what a person asks for and the stop has not taken up; null: nothing
 */
public record GuardedTrade(
    ExecutionRequest request,
    Ending ending,
    OrderSnapshot known,
    StopStatus status,
    StopWish asked) {
  public GuardedTrade {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(status, "status");
  }

  StopScope scope(boolean whole) {
    return new StopScope(request, ending, whole);
  }
}
