package dev.legwork.stop;

import dev.legwork.order.OrderIntent;
import dev.legwork.saga.Reason;
import java.time.Instant;

/** What a protective stop does next. */
public sealed interface StopStep {

  /** Whether a quote alone says so, which is no market where the venue is closed. */
  default boolean isByQuote() {
    return false;
  }

  /**
   * Nothing is to be done before then.
   *
   * @param state it waits in
   */
  record Wait(StopState state, Instant until) implements StopStep {}

  /** The stop order is placed at the venue. */
  record Place(OrderIntent order) implements StopStep {}

  /**
   * The market is at the trigger now, and was not before.
   *
   * @param executes the stop order says so, by an execution
   */
  record Trigger(String why, boolean executes) implements StopStep {
    @Override
    public boolean isByQuote() {
      return !executes;
    }
  }

  /** A group's market is at the trigger now: it is left once it has been for a moment. */
  record Suspect(String why) implements StopStep {
    @Override
    public boolean isByQuote() {
      return true;
    }
  }

  /**
   * The market has left the trigger again, and nothing of the stop order was executed.
   *
   * @param state it waits in from now on
   */
  record Recede(StopState state, String why) implements StopStep {}

  /** The stop order never reached the venue: it is no loss, and it is placed again. */
  record Unsent(String why) implements StopStep {}

  /** A stop order ended at the venue without our doing. */
  record Lost(String why) implements StopStep {}

  /** The stop order is not for what is held: it is withdrawn, and placed again for that. */
  record Resize(Reason why) implements StopStep {}

  /**
   * Something is there that must not be, an excess or an order that was held to be over: it is
   * withdrawn, and the excess alone is closed.
   */
  record Trim(Reason why) implements StopStep {}

  /** What is guarded is closed: cancel, proof, then the remainder inside a collar. */
  record Exit(Reason why) implements StopStep {
    @Override
    public boolean isByQuote() {
      return switch (why.code()) {
        case STOP_TRIGGERED, STOP_GAPPED, STOP_UNFILLED -> true;
        default -> false;
      };
    }
  }

  /** The stop ends so, once nothing of ours lives. */
  record End(StopState state, String why) implements StopStep {}
}
