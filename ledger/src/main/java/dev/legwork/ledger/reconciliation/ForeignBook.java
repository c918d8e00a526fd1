package dev.legwork.ledger.reconciliation;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * What of an account's positions is other people's: their executions, as far as the broker told of
 * them, and a rest that was there before. The rest of a contract is taken from what is held while
 * we have never traded it; of one that we have, only when an account is first looked at, and when
 * nothing of ours has executed in it lately. After that a position must be explained.
 */
public final class ForeignBook {
  static final Duration FIRST_LOOK = Duration.ofSeconds(45);

  private static final String SIGNED = "case side when 'BUY' then quantity else -quantity end";

  private final Database db;

  public ForeignBook(Database db) {
    this.db = db;
  }

  /**
   * A complete look at an account.
   *
   * @param fills all executions that are not ours
   * @param held the positions by contract
   * @param ours what our executions add up to, by contract; all that we ever traded
   * @param stirring contracts in which something of ours has executed lately
   */
  public record Look(
      Collection<BrokerFill> fills,
      Map<Long, BigDecimal> held,
      Map<Long, BigDecimal> ours,
      Set<Long> stirring) {}

  /**
   * Takes over what a look has shown.
   *
   * @return what is other people's, signed, by contract
   */
  public Map<Long, BigDecimal> take(String account, Look look) {
    return db.write(
        account + ": foreign positions",
        () -> {
          boolean first = isFirstLook(account);
          store(account, look.fills());
          Map<Long, BigDecimal> executed = sums(account, "foreign_fill", SIGNED);
          setRests(account, rests(look, executed, first));
          return positions(account);
        });
  }

  /** What is other people's, signed, by contract; without those that are flat. */
  public Map<Long, BigDecimal> positions(String account) {
    return db.ask(
        "foreign positions of " + account,
        () -> {
          Map<Long, BigDecimal> positions = sums(account, "foreign_fill", SIGNED);
          sums(account, "foreign_position", "quantity")
              .forEach((contract, rest) -> positions.merge(contract, rest, BigDecimal::add));
          positions.replaceAll((contract, quantity) -> Decimals.normal(quantity));
          positions.values().removeIf(Decimals::isZero);
          return positions;
        });
  }

  /** Declares a difference to be other people's, from now on. */
  public void declare(String account, long conId, BigDecimal more) {
    db.write(
        account + ": declared as foreign",
        () ->
            db.sql(
                    """
                    insert into foreign_position as standing (account, con_id, quantity)
                    values (:account, :conId, :more)
                    on conflict (account, con_id) do update
                      set quantity = standing.quantity + excluded.quantity
                    """)
                .param("account", account)
                .param("conId", conId)
                .param("more", more)
                .update());
  }

  private static Map<Long, BigDecimal> rests(
      Look look, Map<Long, BigDecimal> executed, boolean first) {
    Set<Long> contracts = new HashSet<>(look.held().keySet());
    contracts.addAll(executed.keySet());
    contracts.addAll(look.ours().keySet());
    Map<Long, BigDecimal> rests = new HashMap<>();
    for (Long contract : contracts) {
      boolean traded = look.ours().containsKey(contract);
      if (!traded || first && !look.stirring().contains(contract)) {
        rests.put(
            contract,
            look.held()
                .getOrDefault(contract, BigDecimal.ZERO)
                .subtract(look.ours().getOrDefault(contract, BigDecimal.ZERO))
                .subtract(executed.getOrDefault(contract, BigDecimal.ZERO)));
      }
    }
    return rests;
  }

  private void setRests(String account, Map<Long, BigDecimal> rests) {
    if (!rests.isEmpty()) {
      db.batch(
          """
          insert into foreign_position as standing (account, con_id, quantity)
          values (:account, :conId, :quantity)
          on conflict (account, con_id) do update set quantity = excluded.quantity
          where standing.quantity <> excluded.quantity
          """,
          rests.entrySet().stream()
              .map(
                  rest ->
                      new MapSqlParameterSource()
                          .addValue("account", account)
                          .addValue("conId", rest.getKey())
                          .addValue("quantity", rest.getValue()))
              .toArray(SqlParameterSource[]::new));
    }
  }

  private boolean isFirstLook(String account) {
    db.sql("insert into foreign_baseline (account) values (:account) on conflict do nothing")
        .param("account", account)
        .update();
    return db.sql(
            """
            select begun_at > now() - make_interval(secs => :lasts) from foreign_baseline
            where account = :account for update
            """)
        .param("lasts", FIRST_LOOK.toSeconds())
        .param("account", account)
        .query(Boolean.class)
        .single();
  }

  private void store(String account, Collection<BrokerFill> fills) {
    if (fills.isEmpty()) {
      return;
    }
    db.batch(
        """
        insert into foreign_fill as known (account, exec_key, revision, con_id, label, side,
          quantity, price, order_ref)
        values (:account, :key, :revision, :conId, :label, :side, :quantity, :price, :ref)
        on conflict (account, exec_key) do update set revision = excluded.revision,
          side = excluded.side, quantity = excluded.quantity, price = excluded.price
        where known.revision < excluded.revision
        """,
        fills.stream().map(row -> row(account, row)).toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(String account, BrokerFill row) {
    return new MapSqlParameterSource()
        .addValue("account", account)
        .addValue("key", row.fill().key())
        .addValue("revision", row.fill().revision())
        .addValue("conId", row.conId())
        .addValue("label", row.label())
        .addValue("side", row.fill().side().name())
        .addValue("quantity", row.fill().quantity())
        .addValue("price", row.fill().price())
        .addValue("ref", row.orderRef());
  }

  private Map<Long, BigDecimal> sums(String account, String table, String quantity) {
    Map<Long, BigDecimal> sums = new HashMap<>();
    db.sql(
            "select con_id, sum("
                + quantity
                + ") as quantity from "
                + table
                + " where account = :account group by con_id")
        .param("account", account)
        .query((row, number) -> sums.put(row.getLong("con_id"), Columns.decimal(row, "quantity")))
        .list();
    return sums;
  }
}
