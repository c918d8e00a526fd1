package dev.legwork.saga;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.NeededMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a trade can do to the world and learn from it. Calls block until they are answered;
 * whatever reduces risk is repeated without end until it is.
 */
public interface TradeWorld {

  /** The saga's clock; never goes back. */
  Instant now();

  /**
   * Waits for the account's lock; a cancel ends the wait. It is asked for once however short the
   * time. A recovery takes over the hold of the trade it settles.
   */
  LockAnswer acquireLock(Duration timeout);

  /** Gives the lock back; harmless when repeated or when it was never held. */
  void releaseLock(long token);

  /** Places an entry wave, at most once; never repeated by itself. */
  EntryAnswer enter(EntryPlan plan);

  /**
   * Stores and writes orders that reduce risk, together. Repeating it with the same references
   * places nothing twice.
   */
  PlaceAnswer place(List<OrderIntent> wave);

  /** Asks the venue to cancel. A request: the orders may still fill. */
  void cancel(Collection<OrderRef> orders, Reason why);

  /**
   * What can be proven about these orders. The desk takes the time a proof needs (about a second of
   * quiet) when an order has ended, and answers at once for one that still works.
   */
  OrderSnapshot snapshot(Collection<OrderRef> orders);

  /** Quotes of the moment by leg name. */
  Map<String, Quote> quotes(Map<String, Instrument> instruments);

  /** The contract as the venue confirms it; empty if it knows none that fits, or several. */
  Optional<Instrument> find(ContractSpec contract);

  /**
   * Waits until any of these markets can be used, until something happens to the trade (an event, a
   * cancel), or until then; a time that is not later than now only asks.
   *
   * @param needed by leg name
   */
  MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Instant until);

  /**
   * What the account holds of these contracts by the broker's own answer of the moment, by leg
   * name. It may lag behind executions by 30 s.
   */
  Map<String, AccountPosition> positions(Map<String, Instrument> instruments);

  /**
   * Waits until something happened since the last wait, or until then. What was told before (a
   * cancel, a lost session) is told again but wakes nobody.
   */
  Change await(Instant until);

  /** Makes a new state visible, with a line for the timeline. */
  void entered(TradeState state, TimelineEntry line);

  /** Adds a line to the timeline. */
  void note(TimelineEntry line);

  /** Stores an alert. */
  void alert(Alert alert);

  /**
   * Stores the ending and its report, once a trade; harmless when repeated. The ending that a
   * recovery stores replaces the one before; the same one again only says that all is settled.
   */
  void finish(Ending ending);
}
