package dev.legwork.saga;

import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What came of an entry wave. */
public sealed interface EntryAnswer {

  /**
   * The intents are stored, and this is known of their write.
   *
   * @param writtenAt when the frames were handed over; the trade's total time counts from here
   * @param executableNet what the legs would have cost at the quotes, USD per share of the
   *     underlying; null where the caller priced the legs
   * @param executable USD per share by leg name: what each leg, and each that is to follow, could
   *     be traded at; empty where the caller priced the legs
   * @param numbers the quotes and limits decided on, for people
   */
  record Entered(
      List<PlacedOrder> orders,
      WriteOutcome outcome,
      Instant writtenAt,
      BigDecimal executableNet,
      Map<String, BigDecimal> executable,
      String numbers)
      implements EntryAnswer {
    public Entered {
      orders = List.copyOf(orders);
      executable = executable == null ? Map.of() : Map.copyOf(executable);
    }
  }

  /** Nothing was stored and nothing was sent. */
  record Refused(Reason reason) implements EntryAnswer {}

  /** No answer came: the orders may or may not exist. Resolve by reference. */
  record Unanswered(String detail) implements EntryAnswer {}
}
