package dev.legwork.ledger.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.json.TradeJson;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.report.ExecutionReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of ended trades: one for each, revised when a late commission or a correction changes
 * it.
 */
public final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private final Database db;
  private final ExecutionStore executions;
  private final TradeReader reader;

  public Reports(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.reader = new TradeReader(db);
  }

  /** The report as of all events that are stored; empty while the trade runs or is unknown. */
  public Optional<ExecutionReport> find(String executionId) {
    Optional<Stored> stored = db.ask("report of " + executionId, () -> select(executionId));
    return stored.isPresent()
            && stored.get().isOfThisForm()
            && stored.get().throughSequence() >= latestEvent(executionId)
        ? stored.map(Stored::report)
        : refresh(executionId);
  }

  /**
   * Makes the report again from what is stored, and keeps it with the next revision if it says
   * something else.
   *
   * @return the report that stands; empty while the trade runs or is unknown
   */
  public Optional<ExecutionReport> refresh(String executionId) {
    return db.write(
        "report of " + executionId,
        () ->
            executions.find(executionId).isEmpty()
                ? Optional.<ExecutionReport>empty()
                : revise(executionId));
  }

  /** Ended trades whose report still waits for fees, oldest first. */
  public List<String> waitingForFees(int limit) {
    return db.ask(
        "reports waiting for fees",
        () ->
            db.sql(
                    """
                    select execution_id from report where fees_pending
                    order by made_at limit :limit
                    """)
                .param("limit", limit)
                .query(String.class)
                .list());
  }

  /**
   * Reports of the trades that were accepted at these times and have ended, oldest first.
   *
   * @param before exclusive
   * @param account null for all
   * @param limit at most so many
   */
  public List<ExecutionReport> accepted(Instant from, Instant before, String account, int limit) {
    List<ExecutionReport> stored =
        db
            .ask(
                "reports of trades accepted from " + from,
                () ->
                    db.sql(
                            """
                            select r.body, r.through_sequence from report r
                            join execution e on e.id = r.execution_id
                            where e.accepted_at >= :from and e.accepted_at < :before
                              and (cast(:account as text) is null or e.account = :account)
                            order by e.accepted_at, e.id limit :limit
                            """)
                        .param("from", Columns.time(from))
                        .param("before", Columns.time(before))
                        .param("account", account)
                        .param("limit", limit)
                        .query(Reports::read)
                        .list())
            .stream()
            .map(Stored::report)
            .toList();
    return stored.stream()
        .map(report -> report.analysis() == null ? refresh(report.id()).orElseThrow() : report)
        .toList();
  }

  /** How many trades that were accepted at these times have not ended. */
  public int running(Instant from, Instant before, String account) {
    return db.ask(
        "trades that run, accepted from " + from,
        () ->
            db.sql(
                    """
                    select count(*) from execution
                    where accepted_at >= :from and accepted_at < :before and finished_at is null
                      and (cast(:account as text) is null or account = :account)
                    """)
                .param("from", Columns.time(from))
                .param("before", Columns.time(before))
                .param("account", account)
                .query(Integer.class)
                .single());
  }

  private Optional<ExecutionReport> revise(String executionId) {
    if (!executions.lock(executionId).state().isEnding()) {
      return Optional.empty();
    }
    TradeDetails trade = reader.details(executionId).orElseThrow();
    Optional<Stored> before = select(executionId);
    int revision = before.map(stored -> stored.report().revision()).orElse(0);
    ExecutionReport same = ExecutionReport.of(trade.record(), Math.max(1, revision));
    boolean changed = before.isEmpty() || !tree(same).equals(before.get().body());
    ExecutionReport report =
        changed ? ExecutionReport.of(trade.record(), revision + 1) : before.get().report();
    store(report, trade.throughSequence());
    if (changed) {
      LOG.info(
          "execution {}: report revision {}, {}{}",
          executionId,
          report.revision(),
          report.state(),
          report.feesPending() ? ", fees are pending" : "");
    }
    return Optional.of(report);
  }

  private void store(ExecutionReport report, long throughSequence) {
    db.sql(
            """
            insert into report (execution_id, revision, fees_pending, body, through_sequence)
            values (:id, :revision, :pending, cast(:body as jsonb), :through)
            on conflict (execution_id) do update set revision = excluded.revision,
              fees_pending = excluded.fees_pending, body = excluded.body,
              through_sequence = excluded.through_sequence,
              made_at = case when report.revision = excluded.revision
                then report.made_at else now() end
            """)
        .param("id", report.id())
        .param("revision", report.revision())
        .param("pending", report.feesPending())
        .param("body", Columns.json(report))
        .param("through", throughSequence)
        .update();
  }

  private long latestEvent(String executionId) {
    return db.ask(
        "events of " + executionId,
        () ->
            db.sql("select coalesce(max(sequence), 0) from order_event where execution_id = :id")
                .param("id", executionId)
                .query(Long.class)
                .single());
  }

  private Optional<Stored> select(String executionId) {
    return db.sql("select body, through_sequence from report where execution_id = :id")
        .param("id", executionId)
        .query(Reports::read)
        .optional();
  }

  private record Stored(ExecutionReport report, JsonNode body, long throughSequence) {
    /** Reports of earlier builds told less. */
    boolean isOfThisForm() {
      return report.analysis() != null;
    }
  }

  private static Stored read(ResultSet row, int number) throws SQLException {
    return new Stored(
        Columns.json(row, "body", ExecutionReport.class),
        Columns.json(row, "body", JsonNode.class),
        row.getLong("through_sequence"));
  }

  /** The report as it looks when it has been stored and read. */
  private static JsonNode tree(ExecutionReport report) {
    try {
      return TradeJson.mapper().readTree(Columns.json(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that was just written cannot be read", e);
    }
  }
}
