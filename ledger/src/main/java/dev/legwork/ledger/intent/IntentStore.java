package dev.legwork.ledger.intent;

import dev.legwork.fault.CrashPoint;
import dev.legwork.guard.Opening;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.intent.WaveAnswer.AlreadyStored;
import dev.legwork.ledger.intent.WaveAnswer.BeyondLeft;
import dev.legwork.ledger.intent.WaveAnswer.Ended;
import dev.legwork.ledger.intent.WaveAnswer.Fenced;
import dev.legwork.ledger.intent.WaveAnswer.Guarded;
import dev.legwork.ledger.intent.WaveAnswer.LeaseLost;
import dev.legwork.ledger.intent.WaveAnswer.Outrun;
import dev.legwork.ledger.intent.WaveAnswer.PredecessorOpen;
import dev.legwork.ledger.intent.WaveAnswer.SessionOver;
import dev.legwork.ledger.intent.WaveAnswer.Stored;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The intents. A wave is stored whole or not at all, under the account's fence; rows are locked in
 * the order execution, fence, lease, order ids, intents, so that stores do not deadlock.
 */
public final class IntentStore {
  private static final Logger LOG = LoggerFactory.getLogger(IntentStore.class);

  private final Database db;
  private final ExecutionStore executions;
  private final AccountFence fence;
  private final LeaseEpochs leases;
  private final OrderIds orderIds;
  private final OpeningGuard guards;

  public IntentStore(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.fence = new AccountFence(db);
    this.leases = new LeaseEpochs(db);
    this.orderIds = new OrderIds(db);
    this.guards = new OpeningGuard(db);
  }

  /**
   * Stores a wave in one transaction, so that it may be written. An opening wave raises the
   * account's fence to its token, needs the account's lease and passes its guards, or is refused; a
   * wave that only reduces risk never is. No wave is stored for a session that a later one has
   * followed.
   *
   * @throws dev.legwork.ledger.sql.CommitUnknownException if nobody can tell whether it is stored;
   *     calling again tells
   */
  public WaveAnswer storeWave(Wave wave) {
    WaveAnswer answer =
        db.write("execution " + wave.executionId() + ": intents", () -> store(wave));
    if (!(answer instanceof Stored)) {
      LOG.warn("execution {}: {} not stored: {}", wave.executionId(), wave.refs(), answer);
    }
    return answer;
  }

  /**
   * Notes what became of the write. What is known is never taken back: WRITTEN stays, and
   * NOT_WRITTEN is only believed while nothing else was said. An order of which no byte was written
   * is proven absent by that.
   *
   * @param at when the frames were handed over
   */
  public void recordWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    db.write(refs + ": " + outcome, () -> noteWritten(refs, outcome, at));
  }

  /**
   * Stores the proof that an order can no longer trade. {@code NEVER_INTENDED} has no row and is
   * not stored; a stored verdict stays.
   *
   * @throws IllegalArgumentException for a verdict that proves nothing
   */
  public void markOver(OrderRef ref, Verdict verdict) {
    if (!verdict.isOver()) {
      throw new IllegalArgumentException(ref + ": " + verdict + " proves nothing");
    }
    if (verdict != Verdict.NEVER_INTENDED) {
      db.write(ref + ": " + verdict, () -> mark(ref, verdict));
    }
  }

  /** These intents, as far as they are stored, in the order they were stored. */
  public List<StoredIntent> find(Collection<OrderRef> refs) {
    return db.ask("intents", () -> select(refs));
  }

  /** The same with the siblings of those that are children after them. */
  public List<StoredIntent> findWithSiblings(Collection<OrderRef> refs) {
    return db.ask("intents", () -> withSiblings(select(refs)));
  }

  private List<StoredIntent> withSiblings(List<StoredIntent> found) {
    List<StoredIntent> candidates = new ArrayList<>();
    found.stream()
        .filter(stored -> stored.order().intent().child() != null)
        .map(stored -> stored.ref().executionId())
        .distinct()
        .forEach(id -> candidates.addAll(selectOf(id)));
    return candidates.isEmpty() ? found : withSiblings(found, candidates);
  }

  /** Whether the broker contradicted what was held to be proven of one of these orders. */
  public boolean hasTurnedUp(Collection<OrderRef> refs) {
    return db.ask(
        "orders that turned up",
        () ->
            db.sql(
                    """
                    select exists (select 1 from order_intent
                                   where order_ref in (:refs) and turned_up_at is not null)
                    """)
                .param("refs", texts(refs))
                .query(Boolean.class)
                .single());
  }

  /** All intents of an execution, in the order they were stored. */
  public List<StoredIntent> ofExecution(String executionId) {
    return db.ask("intents of " + executionId, () -> selectOf(executionId));
  }

  /** All intents of an account that are not proven over, in the order they were stored. */
  public List<StoredIntent> open(String account) {
    return db.ask(
        "open intents of " + account,
        () ->
            db.sql(
                    """
                    select * from order_intent where account = :account and verdict is null
                    order by stored_at, client_id, order_id
                    """)
                .param("account", account)
                .query(IntentRow::read)
                .list());
  }

  /** The intent that was stored under this number; how errors and statuses name orders. */
  public Optional<StoredIntent> byOrderId(String account, int clientId, int orderId) {
    return db.ask(
        "order " + orderId,
        () ->
            db.sql(
                    """
                    select * from order_intent
                    where account = :account and client_id = :client and order_id = :id
                    """)
                .param("account", account)
                .param("client", clientId)
                .param("id", orderId)
                .query(IntentRow::read)
                .optional());
  }

  /** Never gives out ids up to this one any more. */
  public void raiseHighWater(String account, int clientId, int orderId) {
    db.write(
        "order ids of " + account,
        () -> {
          orderIds.raise(account, clientId, orderId);
          return null;
        });
  }

  /** The highest order id given out or raised to; 0 before the first. */
  public int highWater(String account, int clientId) {
    return db.ask("order ids of " + account, () -> orderIds.highWater(account, clientId));
  }

  /** A number for a new session with the broker: higher than all before it, in any process. */
  public long nextSessionEpoch(String account, int clientId) {
    return db.write("session of " + account, () -> orderIds.nextEpoch(account, clientId));
  }

  private WaveAnswer store(Wave wave) {
    StoredExecution execution = executions.lock(wave.executionId());
    List<StoredIntent> earlier = selectOf(wave.executionId());
    List<StoredIntent> same =
        earlier.stream().filter(intent -> wave.refs().contains(intent.ref())).toList();
    if (!same.isEmpty()) {
      return alreadyStored(wave, same, earlier);
    }
    if (wave.opens() && execution.state().isEnding()) {
      return new Ended(execution.state());
    }
    List<OrderRef> open = openPredecessors(wave, earlier);
    if (!open.isEmpty()) {
      return new PredecessorOpen(open);
    }
    List<OrderRef> beyond = beyondLeft(wave, earlier);
    if (!beyond.isEmpty()) {
      return new BeyondLeft(beyond);
    }
    List<OrderRef> outrun = outrun(wave, earlier);
    if (!outrun.isEmpty()) {
      return new Outrun(outrun);
    }
    if (wave.opens() && !fence.passes(wave.account(), wave.fencingToken().getAsLong())) {
      return new Fenced(fence.current(wave.account()));
    }
    long lease = wave.opens() && wave.leaseEpoch() > 0 ? leases.lockEpoch(wave.account()) : 0;
    if (wave.opens() && wave.leaseEpoch() != lease) {
      return new LeaseLost(lease);
    }
    long session = orderIds.lockEpoch(wave.account(), wave.clientId());
    if (session > wave.sessionEpoch()) {
      return new SessionOver(session);
    }
    int number = 1 + earlier.stream().mapToInt(StoredIntent::wave).max().orElse(0);
    if (!wave.opens()) {
      return insert(wave, number, null);
    }
    Opening opening = OpeningGuard.opening(wave, execution, earlier);
    Optional<Reason> refusal = guards.judge(wave, opening);
    return refusal.isPresent()
        ? new Guarded(refusal.get())
        : insert(wave, number, opening.capital());
  }

  /** A late fill or a bust may have come since the trade decided: it must decide again. */
  private List<OrderRef> beyondLeft(Wave wave, List<StoredIntent> earlier) {
    List<OrderIntent> bounded =
        Children.wholes(wave.intents()).stream()
            .filter(intent -> isBounded(intent, earlier))
            .toList();
    Map<String, BigDecimal> held = bounded.isEmpty() ? Map.of() : held(wave.executionId());
    return bounded.stream()
        .filter(intent -> isBeyond(intent, held, earlier))
        .map(OrderIntent::ref)
        .toList();
  }

  /** Orders that close, and orders that open what others have opened in part. */
  private static boolean isBounded(OrderIntent intent, List<StoredIntent> earlier) {
    return intent.ref().purpose().exits()
        || intent.ref().purpose().opens()
            && earlier.stream().anyMatch(old -> intent.ref().hasPlaceOf(old.ref()));
  }

  private static boolean isBeyond(
      OrderIntent intent, Map<String, BigDecimal> held, List<StoredIntent> earlier) {
    return intent.ref().purpose().opens()
        ? opensMore(intent, held, earlier)
        : closesMore(intent, held.get(intent.ref().leg()));
  }

  /** The first order of a leg, or of all of them, is for all that is wanted. */
  private static boolean opensMore(
      OrderIntent intent, Map<String, BigDecimal> held, List<StoredIntent> earlier) {
    List<OrderIntent> before =
        earlier.stream()
            .map(old -> old.order().intent())
            .filter(old -> intent.ref().hasPlaceOf(old.ref()))
            .toList();
    BigDecimal wanted =
        Children.wholes(before).stream()
            .map(OrderIntent::quantity)
            .max(BigDecimal::compareTo)
            .orElseThrow();
    BigDecimal room = wanted.subtract(intent.quantity());
    return intent.legs().stream()
        .anyMatch(
            leg ->
                held.containsKey(leg)
                    && held.get(leg).abs().compareTo(intent.quantity(leg, room)) > 0);
  }

  /**
   * @param net null where nothing was ever executed: that is no fact to judge by
   */
  private static boolean closesMore(OrderIntent intent, BigDecimal net) {
    BigDecimal closes = intent.side().opposite().signed(intent.quantity());
    return net != null
        && (net.signum() != closes.signum() || net.abs().compareTo(closes.abs()) < 0);
  }

  private Map<String, BigDecimal> held(String executionId) {
    Map<String, BigDecimal> held = new HashMap<>();
    db.sql(
            """
            select leg, sum(case side when 'BUY' then quantity else -quantity end) as net
            from leg_fill where execution_id = :id group by leg
            """)
        .param("id", executionId)
        .query((row, number) -> held.put(row.getString("leg"), row.getBigDecimal("net")))
        .list();
    return held;
  }

  /** A wave whose orders are split otherwise now: what was stored first, stands. */
  private static AlreadyStored alreadyStored(
      Wave wave, List<StoredIntent> same, List<StoredIntent> earlier) {
    List<StoredIntent> all = withSiblings(same, earlier);
    if (!wave.intents().stream().allMatch(intent -> isOneOf(intent, all))) {
      throw new IllegalStateException(
          "execution %s: of wave %s only %s were stored, and waves are stored whole"
              .formatted(
                  wave.executionId(), wave.refs(), same.stream().map(StoredIntent::ref).toList()));
    }
    return new AlreadyStored(all);
  }

  private static boolean isOneOf(OrderIntent intent, List<StoredIntent> stored) {
    return stored.stream().anyMatch(one -> one.order().intent().isSiblingOf(intent));
  }

  private static List<StoredIntent> withSiblings(
      List<StoredIntent> some, List<StoredIntent> candidates) {
    List<StoredIntent> all = new ArrayList<>(some);
    for (StoredIntent candidate : candidates) {
      boolean isChild = candidate.order().intent().child() != null;
      if (isChild && !some.contains(candidate) && isOneOf(candidate.order().intent(), some)) {
        all.add(candidate);
      }
    }
    return all;
  }

  private static List<OrderRef> openPredecessors(Wave wave, List<StoredIntent> earlier) {
    return earlier.stream()
        .filter(intent -> intent.verdict().isEmpty())
        .map(StoredIntent::ref)
        .filter(open -> wave.refs().stream().anyMatch(open::hasPlaceOf))
        .toList();
  }

  /** Attempts that others have overtaken: whoever asks knows less than the ledger. */
  private static List<OrderRef> outrun(Wave wave, List<StoredIntent> earlier) {
    return wave.refs().stream()
        .filter(ref -> earlier.stream().map(StoredIntent::ref).anyMatch(old -> old.isAfter(ref)))
        .toList();
  }

  /**
   * @param capital that the trade binds from now on; null: as before
   */
  private Stored insert(Wave wave, int number, BigDecimal capital) {
    int size = wave.intents().size();
    int firstId = orderIds.take(wave.account(), wave.clientId(), wave.orderIdFloor(), size);
    List<PlacedOrder> orders = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      orders.add(new PlacedOrder(wave.intents().get(i), firstId + i));
    }
    db.batch(
        """
        insert into order_intent (order_ref, execution_id, account, client_id, order_id, leg,
          purpose, attempt, child, wave, contract, side, quantity, limit_price, stop_trigger,
          expected_price, leg_prices, good_till, immediate, chosen, fencing_token, session_epoch,
          broker_day, quotes)
        values (:ref, :execution, :account, :client, :orderId, :leg,
          :purpose, :attempt, cast(:child as integer), :wave, cast(:contract as jsonb), :side,
          :quantity, :limit, cast(:stopTrigger as numeric), cast(:expected as numeric),
          cast(:legPrices as jsonb), :goodTill, :immediate, cast(:chosen as jsonb), :token, :epoch,
          :day, cast(:quotes as jsonb))
        """,
        orders.stream()
            .map(order -> IntentRow.parameters(wave, order, number))
            .toArray(SqlParameterSource[]::new));
    stateOf(wave.intents().getFirst().ref().purpose())
        .ifPresent(state -> moveOn(wave, state, capital));
    CrashPoint.BEFORE_INTENT_COMMIT.reached();
    return new Stored(orders);
  }

  private void moveOn(Wave wave, TradeState state, BigDecimal capital) {
    executions.placed(
        wave.executionId(), state, wave.fencingToken().orElse(0), wave.brokerDay(), capital);
  }

  private static Optional<TradeState> stateOf(Purpose purpose) {
    return switch (purpose) {
      case ENTRY -> Optional.of(TradeState.PLACING);
      case COMPLETION -> Optional.of(TradeState.COMPLETING);
      case UNWIND -> Optional.of(TradeState.UNWINDING);
      case HEDGE -> Optional.of(TradeState.HEDGING);
      case STOP -> Optional.empty();
    };
  }

  private Void noteWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    int changed =
        db.sql(
                """
                update order_intent set written = :outcome,
                  written_at = case when :outcome = 'WRITTEN' then cast(:at as timestamptz) end,
                  verdict = case when :outcome = 'NOT_WRITTEN' then 'PROVEN_ABSENT' else verdict end,
                  verdict_at = case when :outcome = 'NOT_WRITTEN' then now() else verdict_at end
                where order_ref in (:refs)
                  and (written = 'PENDING' or (:outcome = 'WRITTEN' and written = 'UNKNOWN'))
                """)
            .param("outcome", outcome.name())
            .param("at", Columns.time(at))
            .param("refs", texts(refs))
            .update();
    if (changed > 0 && outcome == WriteOutcome.WRITTEN) {
      refs.stream()
          .filter(ref -> ref.purpose() == Purpose.ENTRY)
          .map(OrderRef::executionId)
          .distinct()
          .forEach(id -> executions.reached(id, TradeState.WORKING, 0));
    }
    return null;
  }

  private Void mark(OrderRef ref, Verdict verdict) {
    db.sql(
            """
            update order_intent set verdict = :verdict, verdict_at = now()
            where order_ref = :ref and verdict is null
            """)
        .param("ref", ref.toString())
        .param("verdict", verdict.name())
        .update();
    return null;
  }

  private List<StoredIntent> select(Collection<OrderRef> refs) {
    if (refs.isEmpty()) {
      return List.of();
    }
    return db.sql(
            """
            select * from order_intent where order_ref in (:refs)
            order by stored_at, client_id, order_id
            """)
        .param("refs", texts(refs))
        .query(IntentRow::read)
        .list();
  }

  private List<StoredIntent> selectOf(String executionId) {
    return db.sql(
            """
            select * from order_intent where execution_id = :id
            order by stored_at, client_id, order_id
            """)
        .param("id", executionId)
        .query(IntentRow::read)
        .list();
  }

  private static List<String> texts(Collection<OrderRef> refs) {
    return refs.stream().map(OrderRef::toString).toList();
  }
}
