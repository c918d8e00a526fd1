package dev.legwork.ledger.trade;

import dev.legwork.judgement.ConductRules;
import dev.legwork.judgement.TradeConduct;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.Purpose;
import dev.legwork.report.ExecutionReport;
import dev.legwork.saga.Alert;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how trades go, for rules: at each ending once over all processes and restarts, and at
 * running trades as often as asked. What the rules tell is stored with the look, and told once.
 */
public final class Judging {
  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  private final Database db;
  private final TradeReader reader;
  private final AlertStore alerts;

  public Judging(Database db) {
    this.db = db;
    this.reader = new TradeReader(db);
    this.alerts = new AlertStore(db);
  }

  /**
   * Judges the next ended trade that nobody has judged yet, in one transaction. One that cannot be
   * judged is left out with an error in the log, so that it does not keep the others waiting.
   *
   * @param rules what there is to tell
   * @return how it went; empty if there is none, or if it cannot be judged
   */
  public Optional<TradeConduct> next(Function<TradeConduct, List<Alert>> rules, Instant at) {
    return db.write("next trade to judge", () -> claim().flatMap(id -> judge(id, rules, at)));
  }

  private Optional<String> claim() {
    return db.sql(
            """
            select id from execution where finished_at is not null and judged_at is null
            order by finished_at limit 1 for update skip locked
            """)
        .query(String.class)
        .optional();
  }

  private Optional<TradeConduct> judge(
      String id, Function<TradeConduct, List<Alert>> rules, Instant at) {
    Optional<TradeConduct> conduct = conduct(id);
    conduct.ifPresent(one -> tell(one, rules, at));
    db.sql("update execution set judged_at = :at where id = :id")
        .param("at", Columns.time(at))
        .param("id", id)
        .update();
    return conduct;
  }

  private Optional<TradeConduct> conduct(String id) {
    TradeDetails trade = reader.details(id).orElseThrow();
    try {
      return Optional.of(conduct(trade));
    } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
      LOG.error("execution {}: cannot be judged, and is left out", id, e);
      return Optional.empty();
    }
  }

  private void tell(TradeConduct conduct, Function<TradeConduct, List<Alert>> rules, Instant at) {
    rules.apply(conduct).forEach(one -> alerts.tell(conduct.account(), conduct.id(), one, at));
  }

  /**
   * Looks at the running trades that are hedged, or had orders stored for longer than that, by the
   * database's clock.
   *
   * @param rules what there is to tell of a trade that runs
   */
  public void running(Duration longer, Function<TradeConduct, List<Alert>> rules, Instant at) {
    for (TradeConduct one : remarkable(longer)) {
      tell(one, rules, at);
    }
  }

  /** Without those of which both was told already. */
  private List<TradeConduct> remarkable(Duration longer) {
    return db.ask(
        "running trades",
        () ->
            db.sql(
                    """
                    select e.id, e.account, e.state, e.strategy, e.underlying,
                      bool_or(i.purpose = 'HEDGE') as hedged,
                      extract(epoch from clock_timestamp() - min(i.stored_at)) * 1000 as took
                    from execution e join order_intent i on i.execution_id = e.id
                    where e.finished_at is null
                    group by e.id
                    having (bool_or(i.purpose = 'HEDGE') and not exists (
                        select 1 from alert where execution_id = e.id and code = :hedged))
                      or (min(i.stored_at) < clock_timestamp() - :longer * interval '1 millisecond'
                        and not exists (
                          select 1 from alert where execution_id = e.id and code = :slow))
                    """)
                .param("hedged", ConductRules.HEDGED)
                .param("slow", ConductRules.EXECUTION_SLOW)
                .param("longer", longer.toMillis())
                .query(
                    (row, number) ->
                        TradeConduct.running(
                            row.getString("id"),
                            row.getString("account"),
                            row.getString("strategy"),
                            row.getString("underlying"),
                            Columns.constant(row, "state", TradeState.class),
                            row.getBoolean("hedged"),
                            Duration.ofMillis(row.getLong("took"))))
                .list());
  }

  private static TradeConduct conduct(TradeDetails trade) {
    boolean hedged = trade.intents().stream().anyMatch(one -> one.ref().purpose() == Purpose.HEDGE);
    Optional<Instant> begun =
        trade.intents().stream().map(one -> one.storedAt()).min(Instant::compareTo);
    return TradeConduct.ended(
        trade.execution().request(),
        ExecutionReport.of(trade.record(), 1),
        trade.execution().units(),
        hedged,
        begun.orElse(null));
  }
}
