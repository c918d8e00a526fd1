package dev.legwork.ledger.settlement;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.inbox.Inbox;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.IntentStore;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.ledger.trade.TradeReader;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.proof.Settlement;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.request.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders that a person has answered for. Only where the latest comparison with the broker, a recent
 * and complete one, says that it does not list an order that is not proven over; and never against
 * what the broker has said of it.
 */
public final class Settlements {
  /** Code of the alert that a trade raises while it waits for a proof. */
  public static final String ORDER_UNPROVEN = "ORDER_UNPROVEN";

  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

  /** Several comparisons, the slow ones as well. */
  private static final Duration RECENT = Duration.ofSeconds(60);

  private final Database db;
  private final IntentStore intents;
  private final Inbox inbox;
  private final TradeReader trades;
  private final AuditLog audit;
  private final AlertStore alerts;

  public Settlements(Database db) {
    this.db = db;
    this.intents = new IntentStore(db);
    this.inbox = new Inbox(db);
    this.trades = new TradeReader(db);
    this.audit = new AuditLog(db);
    this.alerts = new AlertStore(db);
  }

  /**
   * Takes a person's word for the order's end, in one transaction: with its audit, the fill of what
   * the venue told no execution of, and the event that wakes its trade. Repeating it is harmless.
   *
   * @param at now
   */
  public SettlementAnswer settle(Settlement settlement, Instant at) {
    SettlementAnswer answer =
        db.write(settlement.ref() + ": settled by hand", () -> take(settlement, at));
    LOG.warn("{}: {} settles it by hand: {}", settlement.ref(), settlement.operator(), answer);
    return answer;
  }

  private SettlementAnswer take(Settlement settlement, Instant at) {
    OrderRef ref = settlement.ref();
    Optional<StoredIntent> found = intents.find(List.of(ref)).stream().findFirst();
    if (found.isEmpty()) {
      return new SettlementAnswer.NoSuchOrder();
    }
    String account = found.get().order().intent().account();
    // What the broker says at this moment is stored before, or comes after.
    inbox.lock(account);
    Optional<SettlementAnswer> before = before(settlement);
    if (before.isPresent()) {
      closeAlert(ref, account, at);
      return before.get();
    }
    Optional<String> told = notInDoubt(ref, account);
    if (told.isPresent()) {
      return new SettlementAnswer.NotInDoubt(told.get());
    }
    OrderBookEntry order = trades.details(ref.executionId()).orElseThrow().book().orders().get(ref);
    List<FieldError> errors = settlement.contradictions(order);
    return errors.isEmpty()
        ? store(settlement, order, account, at)
        : new SettlementAnswer.Contradicted(errors);
  }

  /** The same word again, or an order that is over otherwise. */
  private Optional<SettlementAnswer> before(Settlement settlement) {
    Optional<SettlementAnswer.Stored> stored = stored(settlement.ref());
    if (stored.isPresent() && isSame(stored.get().settlement(), settlement)) {
      return Optional.of(stored.get());
    }
    if (stored.isPresent()) {
      Settlement word = stored.get().settlement();
      return Optional.of(
          new SettlementAnswer.NotInDoubt(
              word.operator()
                  + " has settled it before, with executed "
                  + word.executed().toPlainString()));
    }
    return verdict(settlement.ref())
        .map(verdict -> new SettlementAnswer.NotInDoubt("its end is known: it is " + verdict));
  }

  private static boolean isSame(Settlement stored, Settlement again) {
    return stored.executed().equals(again.executed())
        && Objects.equals(stored.averagePrice(), again.averagePrice());
  }

  private Optional<Verdict> verdict(OrderRef ref) {
    return db.sql("select verdict from order_intent where order_ref = :ref for update")
        .param("ref", ref.toString())
        .query(
            (row, number) -> Optional.ofNullable(Columns.constant(row, "verdict", Verdict.class)))
        .single();
  }

  /**
   * Why the broker may still tell of the order; empty if it has been asked, and does not list it.
   */
  private Optional<String> notInDoubt(OrderRef ref, String account) {
    boolean compared =
        exists(
            """
            select exists (select 1 from reconciliation where account = :account
              and outcome = 'COMPLETE' and ended_at > now() - make_interval(secs => :recent))
            """,
            account,
            ref);
    if (!compared) {
      return Optional.of(
          "account %s was not completely compared with the broker within the last %d s"
              .formatted(account, RECENT.toSeconds()));
    }
    boolean unknown =
        exists(
            """
            select exists (select 1 from divergence where account = :account and kind = :kind
              and key = :key and opened_at is not null and closed_at is null
              and last_seen > now() - make_interval(secs => :recent))
            """,
            account,
            ref);
    return unknown
        ? Optional.empty()
        : Optional.of(
            "the latest comparison with the broker does not say that the broker has lost it"
                + " (%s): it is listed there, or is still asked for"
                    .formatted(Kind.ORDER_UNKNOWN_AT_BROKER));
  }

  private boolean exists(String sql, String account, OrderRef ref) {
    var statement =
        db.sql(sql).param("account", account).param("recent", (double) RECENT.toSeconds());
    if (sql.contains(":key")) {
      statement.param("kind", Kind.ORDER_UNKNOWN_AT_BROKER.name()).param("key", ref.toString());
    }
    return statement.query(Boolean.class).single();
  }

  private SettlementAnswer store(
      Settlement settlement, OrderBookEntry order, String account, Instant at) {
    OrderRef ref = settlement.ref();
    db.sql(
            """
            insert into settlement (order_ref, account, executed, average_price, operator, reason,
              at)
            values (:ref, :account, :executed, cast(:price as numeric), :operator, :reason, :at)
            """)
        .param("ref", ref.toString())
        .param("account", account)
        .param("executed", settlement.executed())
        .param("price", settlement.averagePrice())
        .param("operator", settlement.operator())
        .param("reason", settlement.reason())
        .param("at", Columns.time(at))
        .update();
    audit.record(settlement.operator(), "SETTLE_ORDER", target(settlement), settlement.reason());
    inbox.append(account, events(settlement, order, at));
    intents.markOver(ref, Verdict.PROVEN_TERMINAL);
    closeAlert(ref, account, at);
    return new SettlementAnswer.Stored(settlement, Columns.micros(at), false);
  }

  private static String target(Settlement settlement) {
    return "order %s, executed %s%s"
        .formatted(
            settlement.ref(),
            settlement.executed().toPlainString(),
            settlement.averagePrice() == null
                ? ""
                : " at " + settlement.averagePrice().toPlainString());
  }

  /** The fill first: who takes them one after the other never sees the end without it. */
  private static List<Received> events(Settlement settlement, OrderBookEntry order, Instant at) {
    List<Received> events = new ArrayList<>();
    Optional<Fill> rest = settlement.remainder(order, Columns.micros(at));
    rest.ifPresent(
        fill ->
            events.add(
                new Received.Ours(
                    at, new OrderEvent.Filled(settlement.ref(), fill, settlement.executed(), 0))));
    events.add(
        new Received.Ours(
            at,
            new OrderEvent.Settled(
                settlement.ref(),
                settlement.executed(),
                settlement.operator(),
                settlement.reason())));
    return events;
  }

  private void closeAlert(OrderRef ref, String account, Instant at) {
    boolean others =
        intents.ofExecution(ref.executionId()).stream()
            .anyMatch(intent -> intent.verdict().isEmpty());
    if (!others) {
      alerts.close(account, ref.executionId(), ORDER_UNPROVEN, at);
    }
  }

  private Optional<SettlementAnswer.Stored> stored(OrderRef ref) {
    return db.sql("select * from settlement where order_ref = :ref")
        .param("ref", ref.toString())
        .query(Settlements::read)
        .optional();
  }

  private static SettlementAnswer.Stored read(ResultSet row, int number) throws SQLException {
    return new SettlementAnswer.Stored(
        new Settlement(
            OrderRef.parse(row.getString("order_ref")).orElseThrow(),
            row.getBigDecimal("executed"),
            row.getBigDecimal("average_price"),
            row.getString("operator"),
            row.getString("reason")),
        Columns.time(row, "at"),
        true);
  }
}
