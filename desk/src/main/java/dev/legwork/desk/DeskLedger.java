package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.PastTrades;
import dev.legwork.quote.Quote;
import dev.legwork.request.Placing;
import dev.legwork.saga.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a desk needs of the ledger, for its one account and client id. Calls may block and may
 * throw; a call that threw may still have been committed, and every one may be repeated.
 */
public interface DeskLedger {

  /**
   * Orders that are to be written together.
   *
   * @param fencingToken of the lock; a wave that opens needs one, others never look at the fence
   * @param orderIdFloor ids are given out above it, and above all that were given out before
   * @param sessionEpoch of the session that is to write it; refused once there is a later one, for
   *     then this one is gone
   * @param leaseEpoch of the account's lease, which an opening wave needs to hold still; 0: there
   *     is no lease
   * @param brokerDay the venue's day
   * @param expectedPrices USD per share by leg name: what each leg could be traded at when its
   *     limit was decided; empty where nobody looked
   * @param following orders that later waves are to place: judged with this one, and not stored
   * @param quotes by leg name: what it was decided on; empty where nobody looked
   */
  record Wave(
      String executionId,
      List<OrderIntent> intents,
      OptionalLong fencingToken,
      int orderIdFloor,
      long sessionEpoch,
      long leaseEpoch,
      LocalDate brokerDay,
      Map<String, BigDecimal> expectedPrices,
      List<OrderIntent> following,
      Map<String, Quote> quotes) {
    public Wave {
      quotes = Map.copyOf(quotes);
      intents = List.copyOf(intents);
      expectedPrices = Map.copyOf(expectedPrices);
      following = List.copyOf(following);
    }

    /** A wave that none is to follow. */
    public Wave(
        String executionId,
        List<OrderIntent> intents,
        OptionalLong fencingToken,
        int orderIdFloor,
        long sessionEpoch,
        long leaseEpoch,
        LocalDate brokerDay,
        Map<String, BigDecimal> expectedPrices) {
      this(
          executionId,
          intents,
          fencingToken,
          orderIdFloor,
          sessionEpoch,
          leaseEpoch,
          brokerDay,
          expectedPrices,
          List.of(),
          Map.of());
    }

    public List<OrderRef> refs() {
      return intents.stream().map(OrderIntent::ref).toList();
    }
  }

  /** What came of storing a wave: all of it is stored now, or nothing. */
  sealed interface WaveStored {
    /** Committed, in the order of the wave. Only this allows writing, once. */
    record Stored(List<PlacedOrder> orders) implements WaveStored {
      public Stored {
        orders = List.copyOf(orders);
      }
    }

    /** These were stored before; of children all of them. */
    record AlreadyStored(List<StoredOrder> existing) implements WaveStored {
      public AlreadyStored {
        existing = List.copyOf(existing);
      }
    }

    /** A newer token stands in the account's fence. */
    record Fenced(long standing) implements WaveStored {}

    /** Orders of the same leg and purpose are not proven over. */
    record PredecessorOpen(List<OrderRef> open) implements WaveStored {
      public PredecessorOpen {
        open = List.copyOf(open);
      }
    }

    /** A later session has a number already: the one that was to write it is gone, or gets none. */
    record SessionOver(long current) implements WaveStored {}

    /** The ledger holds a fact that forbids these orders, or a guard refuses to open. */
    record Forbidden(Reason reason) implements WaveStored {}

    /** Another process, or a later session, has come: it is to be asked, nothing is stored. */
    record Elsewhere(String why) implements WaveStored {}
  }

  /**
   * An intent as it is stored.
   *
   * @param clientId it was given its order id for
   * @param sessionEpoch of the session that was to write it
   * @param written null until the outcome of its write was recorded
   * @param writtenAt wall time of the write, null unless written
   * @param permId the venue's account-wide number, 0 while unknown
   * @param over the verdict that ended it, null while there is none
   */
  record StoredOrder(
      PlacedOrder placed,
      int clientId,
      long sessionEpoch,
      LocalDate brokerDay,
      Instant storedAt,
      WriteOutcome written,
      Instant writtenAt,
      long permId,
      Verdict over) {
    public OrderRef ref() {
      return placed.ref();
    }
  }

  /**
   * An event to be stored.
   *
   * @param at wall time of receipt
   */
  record ReceivedEvent(Instant at, OrderEvent event) {}

  /**
   * Stores the intents of a wave in one transaction and gives them their order ids. A wave that
   * opens is judged by the account's guards in the same transaction: whoever reads that it is
   * stored knows as well that no switch stood against it when that began.
   */
  WaveStored storeWave(Wave wave);

  /** Why nothing may be opened on the account now, as stored; empty if it may. */
  Optional<Reason> openingBarred();

  /**
   * How the account's recent trades ended that sent orders, by the mode in which they were placed;
   * modes without any may be left out.
   */
  Map<Placing, PastTrades> pastTrades();

  /** Records what is known of the write; knowledge is never taken back. */
  void recordWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at);

  /**
   * Stores events in one transaction and numbers them. What stands there already (the same
   * execution, the same fee of an execution) may be left out of the answer.
   *
   * @return in the order given
   */
  List<BrokerEvent> append(List<ReceivedEvent> events);

  /** The orders that no verdict has ended. */
  List<StoredOrder> openIntents();

  /**
   * Those of these orders that have an intent; after them, of those that are children, the siblings
   * that were not named.
   */
  List<StoredOrder> intents(Collection<OrderRef> refs);

  /** All stored events of these orders, by sequence. */
  List<BrokerEvent> eventsOf(Collection<OrderRef> refs);

  /** Whose executions these are, by the venue's execution id; those not stored are left out. */
  Map<String, OrderRef> ordersOfExecutions(Collection<String> execIds);

  /** Stores the proof that an order is over; one that stands there stays. */
  void markOver(OrderRef ref, Verdict verdict);

  /** The highest order id that was ever given out or raised to, 0 if none. */
  int highWater();

  /** Never gives out ids up to this one any more. */
  void raiseHighWater(int orderId);

  /** A number for a new session: higher than all before it, in any process. */
  long nextSessionEpoch();

  /** The contract found for this description on that day. */
  Optional<Instrument> instrument(ContractSpec spec, LocalDate day);

  /** Keeps a contract for that day. */
  void putInstrument(ContractSpec spec, LocalDate day, Instrument instrument);

  /** Tells the venue's clock: venue time − wall time. */
  void venueOffset(Duration offset);
}
