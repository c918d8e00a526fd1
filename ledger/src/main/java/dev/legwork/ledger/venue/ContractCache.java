package dev.legwork.ledger.venue;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Contracts and price steps that a venue confirmed. They are good for the venue's day they were
 * stored on; on another day nothing is found, and the venue has to be asked again.
 */
public final class ContractCache {
  private final Database db;

  public ContractCache(Database db) {
    this.db = db;
  }

  /** The contract that this venue confirmed for the specification on that day. */
  public Optional<Instrument> find(String venue, ContractSpec spec, LocalDate day) {
    return db.ask(
        "contract " + spec.label(),
        () ->
            db.sql(
                    """
                    select instrument from contract_cache
                    where venue = :venue and spec = cast(:spec as jsonb) and day = :day
                    """)
                .param("venue", venue)
                .param("spec", Columns.json(spec))
                .param("day", day)
                .query((row, number) -> Columns.json(row, "instrument", Instrument.class))
                .optional());
  }

  /** Keeps what the venue confirmed, in place of what it confirmed before. */
  public void store(String venue, ContractSpec spec, Instrument instrument, LocalDate day) {
    db.write(
        "contract " + spec.label(),
        () ->
            db.sql(
                    """
                    insert into contract_cache (venue, spec, day, instrument)
                    values (:venue, cast(:spec as jsonb), :day, cast(:instrument as jsonb))
                    on conflict (venue, spec)
                    do update set day = excluded.day, instrument = excluded.instrument
                    """)
                .param("venue", venue)
                .param("spec", Columns.json(spec))
                .param("day", day)
                .param("instrument", Columns.json(instrument))
                .update());
  }

  /** The price steps under the venue's rule number, as of that day. */
  public Optional<PriceIncrements> findRule(String venue, int ruleId, LocalDate day) {
    return db.ask(
        "market rule " + ruleId,
        () ->
            db.sql(
                    """
                    select increments from market_rule
                    where venue = :venue and rule_id = :rule and day = :day
                    """)
                .param("venue", venue)
                .param("rule", ruleId)
                .param("day", day)
                .query((row, number) -> Columns.json(row, "increments", PriceIncrements.class))
                .optional());
  }

  /** Keeps the price steps of a rule, in place of the ones before. */
  public void storeRule(String venue, int ruleId, PriceIncrements increments, LocalDate day) {
    db.write(
        "market rule " + ruleId,
        () ->
            db.sql(
                    """
                    insert into market_rule (venue, rule_id, day, increments)
                    values (:venue, :rule, :day, cast(:increments as jsonb))
                    on conflict (venue, rule_id)
                    do update set day = excluded.day, increments = excluded.increments
                    """)
                .param("venue", venue)
                .param("rule", ruleId)
                .param("day", day)
                .param("increments", Columns.json(increments))
                .update());
  }
}
