package dev.legwork.saga;

import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import java.util.List;

/** What came of a wave whose limits were decided by the saga (unwinding). */
public sealed interface PlaceAnswer {

  record Placed(List<PlacedOrder> orders, WriteOutcome outcome) implements PlaceAnswer {
    public Placed {
      orders = List.copyOf(orders);
    }
  }

  /** No answer came: the orders may or may not exist. Resolve by reference. */
  record Unanswered(String detail) implements PlaceAnswer {}
}
