package dev.legwork.ledger.intent;

import dev.legwork.contract.Instrument;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.quote.Quote;
import dev.legwork.request.ChosenPlacing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A row of table {@code order_intent}. */
public final class IntentRow {
  private IntentRow() {}

  static StoredIntent read(ResultSet row, int number) throws SQLException {
    return new StoredIntent(
        new PlacedOrder(intent(row), row.getInt("order_id")),
        row.getInt("client_id"),
        row.getInt("wave"),
        row.getLong("fencing_token"),
        row.getLong("session_epoch"),
        Columns.date(row, "broker_day"),
        Columns.time(row, "stored_at"),
        Columns.constant(row, "written", WriteState.class),
        Columns.time(row, "written_at"),
        row.getLong("perm_id"),
        expectedPrices(row),
        row.getString("quotes") == null ? Map.of() : Columns.jsonMap(row, "quotes", Quote.class),
        Optional.ofNullable(Columns.constant(row, "verdict", Verdict.class)));
  }

  static MapSqlParameterSource parameters(Wave wave, PlacedOrder order, int number) {
    OrderIntent intent = order.intent();
    OrderRef ref = intent.ref();
    return new MapSqlParameterSource()
        .addValue("ref", ref.toString())
        .addValue("execution", ref.executionId())
        .addValue("account", intent.account())
        .addValue("client", wave.clientId())
        .addValue("orderId", order.orderId())
        .addValue("leg", ref.leg())
        .addValue("purpose", ref.purpose().name())
        .addValue("attempt", ref.attempt())
        .addValue("child", intent.child())
        .addValue("wave", number)
        .addValue("contract", Columns.json(intent.isCombo() ? intent.combo() : intent.instrument()))
        .addValue("side", intent.side().name())
        .addValue("quantity", intent.quantity())
        .addValue("limit", intent.limit())
        .addValue("expected", wave.expectedPrices().get(ref.leg()))
        .addValue("legPrices", intent.isCombo() ? Columns.json(wave.expectedPrices()) : null)
        .addValue("goodTill", Columns.time(intent.goodTill()))
        .addValue("immediate", intent.immediate())
        .addValue("chosen", intent.chosen() == null ? null : Columns.json(intent.chosen()))
        .addValue("stopTrigger", intent.stopTrigger())
        .addValue("token", wave.fencingToken().isEmpty() ? null : wave.fencingToken().getAsLong())
        .addValue("epoch", wave.sessionEpoch())
        .addValue("day", wave.brokerDay())
        .addValue("quotes", isFirst(wave, ref) ? Columns.json(wave.quotes()) : null);
  }

  /** The quotes stand once in a wave: they are of all legs. */
  private static boolean isFirst(Wave wave, OrderRef ref) {
    return !wave.quotes().isEmpty() && wave.intents().getFirst().ref().equals(ref);
  }

  /** The intent that a row of the table holds. */
  public static OrderIntent intent(ResultSet row) throws SQLException {
    boolean isCombo = row.getString("leg").equals(Combo.NAME);
    return new OrderIntent(
        OrderRef.parse(row.getString("order_ref")).orElseThrow(),
        row.getString("account"),
        isCombo ? null : Columns.json(row, "contract", Instrument.class),
        Columns.constant(row, "side", Side.class),
        Columns.decimal(row, "quantity"),
        Columns.decimal(row, "limit_price"),
        Columns.time(row, "good_till"),
        isCombo ? Columns.json(row, "contract", Combo.class) : null,
        row.getBoolean("immediate"),
        row.getObject("child", Integer.class),
        null,
        row.getString("chosen") == null ? null : Columns.json(row, "chosen", ChosenPlacing.class),
        row.getBigDecimal("stop_trigger"));
  }

  private static Map<String, BigDecimal> expectedPrices(ResultSet row) throws SQLException {
    if (row.getString("leg_prices") != null) {
      return Columns.decimals(row, "leg_prices");
    }
    BigDecimal price = row.getBigDecimal("expected_price");
    return price == null ? Map.of() : Map.of(row.getString("leg"), Decimals.normal(price));
  }
}
