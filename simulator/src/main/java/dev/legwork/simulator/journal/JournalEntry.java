package dev.legwork.simulator.journal;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One change of the venue's state, or what explains the changes that follow. */
public sealed interface JournalEntry {

  /**
   * A run of the venue began.
   *
   * @param instance tells journals apart; part of every execId and permId
   * @param market which market and from where, so that a run of another one starts anew
   * @param venueTime where venue time began
   * @param wallTime when that was
   */
  record Opened(int instance, String market, Instant venueTime, Instant wallTime)
      implements JournalEntry {}

  /** A contract came into being. */
  record Listed(Instrument instrument) implements JournalEntry {}

  /** A client used an order id without leaving an order: a what-if, or a refused order. */
  record IdUsed(int clientId, int orderId) implements JournalEntry {}

  /** The venue forgot the ids of a client above this one. */
  record IdsRewound(int clientId, int highest) implements JournalEntry {}

  /** An order was accepted, or is no longer what it was. */
  record OrderChanged(Order order) implements JournalEntry {}

  /**
   * A client asked for every live order of every client to be cancelled.
   *
   * @param clientId who asked
   * @param orders the orders that this names, in order of arrival
   */
  record AllCancelled(int clientId, List<Named> orders) implements JournalEntry {

    /**
     * A live order, and whose it is.
     *
     * @param owner the client that placed it
     */
    public record Named(int owner, int orderId, long permId) {}

    public AllCancelled {
      orders = List.copyOf(orders);
    }
  }

  /** An order traded. */
  record Executed(Fill fill) implements JournalEntry {}

  /** A fill replaces the one that has the same execId but for the last segment. */
  record Corrected(Fill fill) implements JournalEntry {}

  /**
   * A position changed without a trade.
   *
   * @param quantity shares or contracts that came; negative for those that went
   * @param price USD per share at which they count
   * @param cash USD that came with it; negative if paid
   */
  record Moved(
      String account, Instrument instrument, long quantity, BigDecimal price, BigDecimal cash)
      implements JournalEntry {}

  /** An account's deposit was set, USD. */
  record Deposited(String account, BigDecimal cash) implements JournalEntry {}
}
