package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The only writer of orders for one account. All commands may be repeated: an order reference
 * reaches the market at most once. Futures complete on the desk's own thread, so that what depends
 * on them must not block; they fail with {@link DeskUnavailable} where the caller is to try again,
 * and with {@link NoDeskHere} where another process is to be asked and nothing was done.
 */
public interface OrderDesk {

  /** Whether this process runs the account's desk at all, be it without a session. */
  boolean isHere();

  /**
   * A trade of this account will soon ask to be entered. Only a hint: with it the broker's what-if
   * and the quotes are under way while the trade waits for its lock; without it, or if it comes to
   * nothing, entering asks them itself.
   */
  void expect(ExecutionRequest request);

  /**
   * Places an entry wave: finds the contracts, takes the quotes of the moment, allocates the
   * limits, stores the intents under the fence, writes all frames at once. Where the intents exist
   * already it writes nothing and answers with what is stored.
   *
   * @param within from now on; after that not a byte is written
   */
  CompletableFuture<EntryAnswer> enter(EntryPlan plan, Duration within);

  /** Places orders that only reduce risk. References that have an intent are not written again. */
  CompletableFuture<PlaceAnswer> place(List<OrderIntent> wave);

  /** Asks the venue to cancel those that may still live; done when the requests are written. */
  CompletableFuture<Void> cancel(Collection<OrderRef> refs, String reason);

  /**
   * A verdict on each of these orders, with all events stored for them. Takes up to four seconds
   * while a proof is under way, and answers at once for what still works.
   */
  CompletableFuture<OrderSnapshot> snapshot(Collection<OrderRef> refs);

  /**
   * Takes up what a person vouched for of these orders in the ledger, past this desk. Their trades
   * are to be told before.
   */
  CompletableFuture<Void> settled(Collection<OrderRef> refs);

  /** The quotes of the moment; a side that nobody quotes within 1.5 s is missing. */
  CompletableFuture<Map<Instrument, Quote>> quotes(Collection<Instrument> instruments);

  /** The contract as the venue confirms it; empty if none fits, or several do. */
  CompletableFuture<Optional<Instrument>> find(ContractSpec contract);

  /**
   * Whether any of these markets can be used: as soon as one can, or when the time is over. An
   * answer that nobody waits for any more does no harm.
   *
   * @param needed by leg name
   * @param within no time: after one look
   */
  CompletableFuture<MarketAnswer> awaitMarket(Map<String, NeededMarket> needed, Duration within);

  /** The account's positions by the venue's contract number, from a complete answer. */
  CompletableFuture<Map<Long, BigDecimal>> positions();

  /**
   * All that the venue tells of the account now, ours or not; what it tells of our orders is stored
   * by then. Each of its answers is complete or failed.
   */
  CompletableFuture<BrokerCensus> census();

  /** How the desk is. */
  CompletableFuture<DeskHealth> health();
}
