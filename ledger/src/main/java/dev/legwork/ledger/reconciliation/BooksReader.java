package dev.legwork.ledger.reconciliation;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.reconcile.BookedOrder;
import dev.legwork.reconcile.BrokerCensus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the ledger's side of a comparison, as of one moment. */
public final class BooksReader {
  /** An order that was stored longer ago must be known to the broker. */
  static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

  /** Positions follow executions within so long. */
  static final Duration POSITIONS_FOLLOW = Duration.ofSeconds(30);

  private final Database db;

  public BooksReader(Database db) {
    this.db = db;
  }

  /**
   * What the ledger holds about an account and a census of it.
   *
   * @param moving contracts in which something was received after the mark
   * @param stirring contracts in which something executed within the last 30 s
   */
  public record Page(
      List<BookedOrder> orders,
      List<LedgerFill> fills,
      Map<Long, BigDecimal> ours,
      Map<Long, String> labels,
      Set<Long> moving,
      Set<Long> stirring) {}

  /** A mark in the account's inbox: what is received later has a higher sequence. */
  public long mark(String account) {
    return db.ask(
        "inbox of " + account,
        () ->
            db.sql(
                    """
                    select coalesce(max(sequence), 0) from order_event where account = :account
                    """)
                .param("account", account)
                .query(Long.class)
                .single());
  }

  /** What the ledger holds now. */
  public Page read(BrokerCensus census, long mark) {
    return db.read(
        census.account() + ": books",
        () -> {
          Map<Long, BigDecimal> ours = new HashMap<>();
          Map<Long, String> labels = new HashMap<>();
          Set<Long> moving = new HashSet<>();
          Set<Long> stirring = new HashSet<>();
          sum(census.account(), mark, ours, labels, moving, stirring);
          return new Page(orders(census), fills(census), ours, labels, moving, stirring);
        });
  }

  private List<BookedOrder> orders(BrokerCensus census) {
    Set<String> refs = new TreeSet<>();
    census.openOrders().rows().stream().map(BrokerOrder::orderRef).forEach(refs::add);
    census.completedOrders().rows().stream().map(BrokerOrder::orderRef).forEach(refs::add);
    census.executions().rows().stream().map(BrokerFill::orderRef).forEach(refs::add);
    return db.sql(
            """
            select order_ref, client_id,
              coalesce(cast(contract ->> 'conId' as bigint), 0) as con_id,
              coalesce(contract ->> 'localSymbol', leg) as label, written, verdict,
              stored_at < now() - make_interval(secs => :known) as settled
            from order_intent
            where account = :account and (verdict is null or order_ref = any(:refs))
            """)
        .param("known", KNOWN_WITHIN.toSeconds())
        .param("account", census.account())
        .param("refs", refs.toArray(String[]::new))
        .query(BooksReader::order)
        .list();
  }

  private static BookedOrder order(ResultSet row, int number) throws SQLException {
    String written = row.getString("written");
    return new BookedOrder(
        OrderRef.parse(row.getString("order_ref")).orElseThrow(),
        row.getInt("client_id"),
        row.getLong("con_id"),
        row.getString("label"),
        written.equals("PENDING") ? WriteOutcome.UNKNOWN : WriteOutcome.valueOf(written),
        Optional.ofNullable(Columns.constant(row, "verdict", Verdict.class)).orElse(Verdict.LIVE),
        row.getBoolean("settled"));
  }

  private List<LedgerFill> fills(BrokerCensus census) {
    String[] keys =
        census.executions().rows().stream()
            .map(row -> row.fill().key())
            .distinct()
            .toArray(String[]::new);
    return db.sql(
            """
            select distinct on (order_ref, exec_key) order_ref, exec_id, side, quantity, price
            from fill where exec_key = any(:keys)
            order by order_ref, exec_key, revision desc, sequence desc
            """)
        .param("keys", keys)
        .query(BooksReader::fill)
        .list();
  }

  private static LedgerFill fill(ResultSet row, int number) throws SQLException {
    return new LedgerFill(
        OrderRef.parse(row.getString("order_ref")).orElseThrow(),
        new Fill(
            row.getString("exec_id"),
            Columns.constant(row, "side", Side.class),
            Columns.decimal(row, "quantity"),
            Columns.decimal(row, "price"),
            Instant.EPOCH),
        Instant.EPOCH);
  }

  private void sum(
      String account,
      long mark,
      Map<Long, BigDecimal> ours,
      Map<Long, String> labels,
      Set<Long> moving,
      Set<Long> stirring) {
    db.sql(
            """
            with counted as (
              select distinct on (order_ref, exec_key) order_ref, con_id,
                case side when 'BUY' then quantity else -quantity end as quantity, sequence
              from fill where account = :account
              order by order_ref, exec_key, revision desc, sequence desc),
            orders as (
              select order_ref, con_id, sum(quantity) as net, max(sequence) as latest
              from counted group by order_ref, con_id),
            traded as (
              select part.con_id, min(part.label) as label,
                coalesce(sum(net), 0) as quantity, coalesce(max(latest), 0) as latest
              from traded_contract as part
              left join orders on orders.order_ref = part.order_ref
                and (not part.is_part or orders.con_id = part.con_id)
              where part.account = :account group by part.con_id)
            select con_id, label, quantity, latest > :mark as moving,
              exists (select 1 from order_event
                where sequence = latest
                  and received_at > now() - make_interval(secs => :follow)) as stirring
            from traded
            """)
        .param("account", account)
        .param("mark", mark)
        .param("follow", POSITIONS_FOLLOW.toSeconds())
        .query(
            (row, number) -> {
              long contract = row.getLong("con_id");
              ours.put(contract, Columns.decimal(row, "quantity"));
              labels.put(contract, row.getString("label"));
              if (row.getBoolean("moving")) {
                moving.add(contract);
              }
              if (row.getBoolean("stirring")) {
                stirring.add(contract);
              }
              return contract;
            })
        .list();
  }
}
