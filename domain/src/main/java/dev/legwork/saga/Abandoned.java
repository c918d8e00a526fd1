package dev.legwork.saga;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.request.ExecutionRequest;
import java.util.Objects;

/**
 * A trade that nobody looks after any more, as the ledger knows it.
 *
 * @param former how it ended; null if it never did
 * @param known all its orders with what was heard of them and what is proven
 * @param why for people: who noticed what
 */
public record Abandoned(ExecutionRequest request, Ending former, OrderSnapshot known, String why) {
  public Abandoned {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(known, "known");
  }
}
