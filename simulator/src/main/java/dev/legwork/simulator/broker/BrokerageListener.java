package dev.legwork.simulator.broker;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import java.util.List;

/** What the brokerage tells, after the ledger has it. */
public interface BrokerageListener {

  /** Why an order stopped working. */
  enum End {
    /** Its client, or another one with a global cancel, asked for it. */
    REQUESTED,
    /** Its time was over. */
    EXPIRED,
    /** It was to trade at once. */
    IMMEDIATE
  }

  /** The order works now. */
  void accepted(Order order);

  /** The order has other terms now, or was woken by its stop price. */
  void changed(Order order);

  /** The order traded; a combination's summary comes first, then its legs. */
  void executed(Order order, List<Fill> fills);

  /** The rest of the order is cancelled. */
  void cancelled(Order order, End end);

  /** A fill replaces an earlier one. */
  void corrected(Order order, Fill fill);

  /** A position changed without a trade. */
  void moved(String account, Instrument instrument);

  /**
   * What a contract displays has changed.
   *
   * @param fresh a quote came, possibly equal to the one before; otherwise something was taken
   */
  void quoted(Instrument instrument, boolean fresh);
}
