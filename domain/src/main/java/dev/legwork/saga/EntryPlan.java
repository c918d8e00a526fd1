package dev.legwork.saga;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Everything the desk needs to place a wave of entry orders: it finds the contracts, takes the
 * quotes of the moment, lets {@link dev.legwork.allocation.LimitAllocation} decide, stores the
 * intents under the fence and writes the frames together. One order a leg, for all that was asked
 * for of it.
 *
 * @param fencingToken of the lock the trade holds
 * @param legNames the legs to enter, in the request's order
 * @param attempt of these legs' entry orders, from 1
 * @param timeLeft what remains of the trade's total time: the orders expire that long from now, and
 *     a grace
 * @param committed what the trade's other entry orders have cost or may still cost, USD: the legs
 *     get what the bound leaves beside it
 */
public record EntryPlan(
    ExecutionRequest request,
    long fencingToken,
    List<String> legNames,
    int attempt,
    Duration timeLeft,
    BigDecimal committed) {

  /** What a plan does not say is as in the first wave. */
  public EntryPlan {
    legNames =
        legNames == null
            ? request.legs().stream().map(RequestedLeg::name).toList()
            : List.copyOf(legNames);
    attempt = attempt == 0 ? 1 : attempt;
    timeLeft = timeLeft == null ? request.timeouts().total() : timeLeft;
    committed = committed == null ? BigDecimal.ZERO : committed;
    if (legNames.isEmpty()) {
      throw new IllegalArgumentException(request.id() + ": an entry wave has legs");
    }
  }

  /** The first wave: all legs. */
  public EntryPlan(ExecutionRequest request, long fencingToken) {
    this(request, fencingToken, null, 1, null, null);
  }

  /** The legs to enter. */
  public List<RequestedLeg> legs() {
    return legNames.stream().map(request::leg).toList();
  }

  /** The reference of the order that enters this leg. */
  public OrderRef ref(RequestedLeg leg) {
    return new OrderRef(request.id(), leg.name(), Purpose.ENTRY, attempt);
  }

  /** The references of the wave. */
  public List<OrderRef> refs() {
    return legs().stream().map(this::ref).toList();
  }
}
