package dev.legwork.unwind;

import dev.legwork.order.OrderIntent;
import dev.legwork.saga.Reason;
import java.util.List;
import java.util.Map;

/** What an unwinding does next. */
public sealed interface UnwindStep {

  /** Orders to write together. */
  record Send(List<OrderIntent> wave, UnwindProgress progress) implements UnwindStep {
    public Send {
      wave = List.copyOf(wave);
    }
  }

  /**
   * Nothing can be sent before a better quote is there: ask again, a bounded number of times.
   *
   * @param told whether the venue's quotes were heard; else nobody knows whether there is a price
   * @param needed what is asked for, by leg name: any of it lets the unwinding go on
   * @param reason why positions remain, if no usable quote comes
   */
  record Ask(boolean told, Map<String, NeededMarket> needed, Reason reason) implements UnwindStep {
    public Ask {
      needed = Map.copyOf(needed);
    }
  }

  /** Every leg is flat, or down to what is kept of it. */
  record Flat() implements UnwindStep {}

  /**
   * A position remains that cannot be closed under the rules.
   *
   * @param tried by leg name: what was quoted, and did not fill in any attempt
   */
  record Stuck(Map<String, NeededMarket> tried, Reason reason) implements UnwindStep {
    public Stuck {
      tried = Map.copyOf(tried);
    }
  }
}
