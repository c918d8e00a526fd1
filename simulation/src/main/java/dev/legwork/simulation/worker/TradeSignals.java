package dev.legwork.simulation.worker;

import dev.legwork.order.BrokerEvent;
import java.util.List;
import java.util.function.Consumer;

/** How a relay reaches the workflows. */
public interface TradeSignals {

  /** What came of a signal. */
  enum Outcome {
    DELIVERED,
    /** The trade is closed, and its recovery took it. */
    TO_RECOVERY,
    /** The workflow is closed. */
    CLOSED,
    /** Temporal is away; whether it took the signal is not known. */
    FAILED
  }

  void brokerEvents(String executionId, List<BrokerEvent> events, Consumer<Outcome> then);

  /** Asks the trade to end. */
  void cancel(String executionId, String reason, Consumer<Outcome> then);

  void sessionChanged(String executionId, boolean lost, Consumer<Outcome> then);
}
