package dev.legwork.allocation;

import dev.legwork.saga.Reason;
import java.math.BigDecimal;
import java.util.Map;

/** Limits for an entry, or why there are none. */
public sealed interface Allocation {

  /**
   * @param limits USD per share by leg name, on the venue's price steps
   * @param executable USD per share by leg name: what each leg could be traded at; empty where the
   *     caller priced the legs
   * @param executableNet what the legs cost at the quotes, USD per share of the underlying; null
   *     where the caller priced the legs
   * @param numbers the quotes and limits, for people
   */
  record Allocated(
      Map<String, BigDecimal> limits,
      Map<String, BigDecimal> executable,
      BigDecimal executableNet,
      String numbers)
      implements Allocation {
    public Allocated {
      limits = Map.copyOf(limits);
      executable = Map.copyOf(executable);
    }
  }

  /** Nothing may be sent. */
  record Refused(Reason reason) implements Allocation {}
}
