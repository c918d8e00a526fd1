package dev.legwork.unwind;

import dev.legwork.order.OrderIntent;
import dev.legwork.saga.Reason;
import java.util.List;

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
   * @param reason why positions remain, if no usable quote comes
   */
  record Ask(boolean told, Reason reason) implements UnwindStep {}

  /** Every leg is flat, or down to what is kept of it. */
  record Flat() implements UnwindStep {}

  /** A position remains that cannot be closed under the rules. */
  record Stuck(Reason reason) implements UnwindStep {}
}
