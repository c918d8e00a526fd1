package dev.legwork.workflow.execution;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.unwind.NeededMarket;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The order desk of one account, on that account's own task queue. Never local activities: a lost
 * workflow task would run them again.
 */
@ActivityInterface
public interface DeskActivities {

  /**
   * Decides the limits, stores the intents and writes them together. Attempted once by the process
   * that runs the desk; fails with {@link dev.legwork.workflow.NotHere} in any other.
   */
  EntryAnswer enter(EntryPlan plan);

  /** Stores and writes orders that reduce risk; the same references place nothing twice. */
  PlaceAnswer place(List<OrderIntent> wave);

  /** Asks the venue to cancel; may be repeated. */
  void cancel(List<OrderRef> orders, Reason why);

  /** What can be proven about these orders; takes up to about 4 s. */
  OrderSnapshot snapshot(List<OrderRef> orders);

  /** Quotes of the moment by leg name. */
  Map<String, Quote> quotes(Map<String, Instrument> instruments);

  /** The contract as the venue confirms it; null if none fits, or several do. */
  Instrument find(ContractSpec contract);

  /**
   * Waits until any of these markets can be used, with heartbeats, or until the time is over; with
   * no time, looks once.
   *
   * @param needed by leg name
   */
  MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Duration within);

  /**
   * What the account holds of these contracts, by leg name.
   *
   * @param since what others executed after it is told apart
   */
  Map<String, AccountPosition> positions(Map<String, Instrument> instruments, Instant since);
}
