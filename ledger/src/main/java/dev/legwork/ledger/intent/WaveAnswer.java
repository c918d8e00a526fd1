package dev.legwork.ledger.intent;

import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.util.List;

/** What came of storing a wave. Only {@link Stored} allows writing, and only once. */
public sealed interface WaveAnswer {
  /** Committed; now write these. In the order of the wave, ids ascending. */
  record Stored(List<PlacedOrder> orders) implements WaveAnswer {
    public Stored {
      orders = List.copyOf(orders);
    }
  }

  /**
   * These references were stored before, by this call's lost predecessor or by somebody else. Write
   * nothing; find out what became of them.
   */
  record AlreadyStored(List<StoredIntent> orders) implements WaveAnswer {
    public AlreadyStored {
      orders = List.copyOf(orders);
    }
  }

  /** Nothing stored: a newer holder of the account's lock exists. */
  record Fenced(long currentToken) implements WaveAnswer {}

  /**
   * Nothing stored: a later session of the same client id exists, so that the one that was to write
   * it is gone.
   */
  record SessionOver(long current) implements WaveAnswer {}

  /** Nothing stored: another process runs the account's desk now. */
  record LeaseLost(long current) implements WaveAnswer {}

  /** Nothing stored: later attempts of the same leg and purpose stand there already. */
  record Outrun(List<OrderRef> late) implements WaveAnswer {
    public Outrun {
      late = List.copyOf(late);
    }
  }

  /** Nothing stored: the trade has ended, and an ended trade opens nothing. */
  record Ended(TradeState state) implements WaveAnswer {}

  /** Nothing stored: a guard refuses to open. */
  record Guarded(Reason reason) implements WaveAnswer {}

  /**
   * Nothing stored: these would open or close more than the executions stored by now leave. A late
   * fill or a bust has come since they were decided.
   */
  record BeyondLeft(List<OrderRef> orders) implements WaveAnswer {
    public BeyondLeft {
      orders = List.copyOf(orders);
    }
  }

  /**
   * Nothing stored: these orders of the same leg and purpose are not proven over ({@link
   * IntentStore#markOver}), and a successor needs that proof.
   */
  record PredecessorOpen(List<OrderRef> open) implements WaveAnswer {
    public PredecessorOpen {
      open = List.copyOf(open);
    }
  }
}
