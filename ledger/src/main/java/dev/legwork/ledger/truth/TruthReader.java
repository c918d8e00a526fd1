package dev.legwork.ledger.truth;

import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerOrder;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.invariant.LedgerTruth;
import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.ForeignPosition;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.invariant.LedgerTruth.OpenDivergence;
import dev.legwork.invariant.LedgerTruth.Stop;
import dev.legwork.ledger.intent.IntentRow;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.ledger.trade.TradeReader;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the whole ledger, as of one moment; changes nothing. */
public final class TruthReader {
  private static final String HELD_BY = ", held by ";

  private final Database db;
  private final TradeReader trades;

  public TruthReader(Database db) {
    this.db = db;
    this.trades = new TradeReader(db);
  }

  /** All that the ledger holds to be true. Who holds the locks is not a part of it. */
  public LedgerTruth read() {
    return db.read(
        "the whole ledger",
        () ->
            new LedgerTruth(
                trades(),
                alerts(),
                fences(),
                divergences(),
                foreign(),
                forced(),
                Optional.empty(),
                stops()));
  }

  private List<LedgerTrade> trades() {
    Map<String, List<LedgerOrder>> orders = new HashMap<>();
    db.sql("select * from order_intent order by stored_at, client_id, order_id")
        .query(TruthReader::order)
        .list()
        .forEach(
            order ->
                orders
                    .computeIfAbsent(order.ref().executionId(), id -> new ArrayList<>())
                    .add(order));
    Map<String, List<LedgerFill>> fills = new HashMap<>();
    db.sql(
            """
            select fill.*, order_event.received_at from fill join order_event using (sequence)
            order by sequence
            """)
        .query(TruthReader::fill)
        .list()
        .forEach(
            fill ->
                fills.computeIfAbsent(fill.ref().executionId(), id -> new ArrayList<>()).add(fill));
    Map<String, List<Fee>> fees = fees();
    return db.sql(
            """
            select execution.*, report.body as report_body, stop.status as stop_status,
              report.through_sequence < (select coalesce(max(sequence), 0) from order_event
                where order_event.execution_id = execution.id) as report_stale
            from execution left join report on report.execution_id = execution.id
              left join protective_stop as stop on stop.execution_id = execution.id
            order by accepted_at, id
            """)
        .query(
            (row, number) ->
                trade(
                    row,
                    orders.getOrDefault(row.getString("id"), List.of()),
                    fills.getOrDefault(row.getString("id"), List.of()),
                    fees.getOrDefault(row.getString("id"), List.of())))
        .list();
  }

  private LedgerTrade trade(
      ResultSet row, List<LedgerOrder> orders, List<LedgerFill> fills, List<Fee> fees)
      throws SQLException {
    ReasonCode code = Columns.constant(row, "reason_code", ReasonCode.class);
    return new LedgerTrade(
        Columns.json(row, "request", ExecutionRequest.class),
        Columns.constant(row, "state", TradeState.class),
        code == null ? null : new Reason(code, row.getString("reason_detail")),
        Columns.jsonList(row, "residual", Residual.class),
        row.getLong("fencing_token"),
        Columns.time(row, "accepted_at"),
        Columns.time(row, "finished_at"),
        orders,
        fills,
        fees,
        report(row),
        row.getObject("units", Integer.class),
        row.getString("stop_status") == null
            ? null
            : Columns.json(row, "stop_status", StopStatus.class));
  }

  /** What a reader would be shown: a report older than the latest event is made anew for them. */
  private ExecutionReport report(ResultSet row) throws SQLException {
    if (row.getString("report_body") == null) {
      return null;
    }
    ExecutionReport stored = Columns.json(row, "report_body", ExecutionReport.class);
    return row.getBoolean("report_stale")
        ? trades
            .details(stored.id())
            .map(TradeDetails::record)
            .map(record -> ExecutionReport.of(record, stored.revision()))
            .orElse(stored)
        : stored;
  }

  private static LedgerOrder order(ResultSet row, int number) throws SQLException {
    String written = row.getString("written");
    Verdict verdict = Columns.constant(row, "verdict", Verdict.class);
    return new LedgerOrder(
        new PlacedOrder(IntentRow.intent(row), row.getInt("order_id")),
        row.getInt("client_id"),
        row.getLong("fencing_token"),
        Columns.time(row, "stored_at"),
        written.equals("PENDING") ? WriteOutcome.UNKNOWN : WriteOutcome.valueOf(written),
        verdict == null ? Verdict.LIVE : verdict,
        Columns.time(row, "verdict_at"));
  }

  private static LedgerFill fill(ResultSet row, int number) throws SQLException {
    return new LedgerFill(
        ref(row),
        new Fill(
            row.getString("exec_id"),
            Columns.constant(row, "side", Side.class),
            Columns.decimal(row, "quantity"),
            Columns.decimal(row, "price"),
            Columns.time(row, "at"),
            row.getLong("con_id")),
        Columns.time(row, "received_at"));
  }

  private static OrderRef ref(ResultSet row) throws SQLException {
    return OrderRef.parse(row.getString("order_ref")).orElseThrow();
  }

  private Map<String, List<Fee>> fees() {
    Map<String, List<Fee>> fees = new HashMap<>();
    db.sql("select execution_id, exec_id, amount, currency from commission order by sequence")
        .query(
            (row, number) ->
                fees.computeIfAbsent(row.getString("execution_id"), id -> new ArrayList<>())
                    .add(
                        new Fee(
                            row.getString("exec_id"),
                            Columns.decimal(row, "amount"),
                            row.getString("currency"))))
        .list();
    return fees;
  }

  private List<OpenAlert> alerts() {
    return db.sql("select * from alert where closed_at is null order by id")
        .query(
            (row, number) ->
                new OpenAlert(
                    row.getString("account"),
                    row.getString("execution_id"),
                    row.getString("code"),
                    Columns.jsonList(row, "residual", Residual.class)))
        .list();
  }

  private List<Fence> fences() {
    return db.sql("select * from account_fence order by account")
        .query(
            (row, number) ->
                new Fence(
                    row.getString("account"), row.getLong("token"), Columns.time(row, "raised_at")))
        .list();
  }

  private List<OpenDivergence> divergences() {
    return db.sql("select * from divergence where closed_at is null and alarming order by id")
        .query(
            (row, number) ->
                new OpenDivergence(
                    row.getString("account"),
                    row.getString("kind"),
                    row.getString("key"),
                    row.getLong("con_id")))
        .list();
  }

  private List<ForeignPosition> foreign() {
    return db.sql(
            """
            select account, con_id, sum(quantity) as quantity from (
              select account, con_id, quantity from foreign_position
              union all
              select account, con_id, case side when 'BUY' then quantity else -quantity end
              from foreign_fill) as parts
            group by account, con_id
            """)
        .query(
            (row, number) ->
                new ForeignPosition(
                    row.getString("account"),
                    row.getLong("con_id"),
                    Columns.decimal(row, "quantity")))
        .list();
  }

  private List<Stop> stops() {
    return db.sql("select * from account_switch where kind <> 'PAUSED' order by id")
        .query(
            (row, number) ->
                new Stop(
                    row.getString("account"),
                    row.getString("kind"),
                    Columns.time(row, "since"),
                    Columns.time(row, "cleared_at")))
        .list();
  }

  private Set<String> forced() {
    Set<String> forced = new TreeSet<>();
    db.sql("select target from audit where action = 'FORCE_RELEASE'")
        .query(String.class)
        .list()
        .forEach(
            target -> {
              int at = target.indexOf(HELD_BY);
              if (at >= 0) {
                forced.add(target.substring(at + HELD_BY.length()).split("/", 2)[0]);
              }
            });
    return forced;
  }
}
