package dev.legwork.ledger.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import dev.legwork.json.TradeJson;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The trade's types to columns and back. */
public final class Columns {
  private Columns() {}

  /** An instant as the database keeps it: to the microsecond. */
  public static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** The parameter for a {@code timestamptz} column; null stays null. */
  public static OffsetDateTime time(Instant at) {
    return at == null ? null : micros(at).atOffset(ZoneOffset.UTC);
  }

  /** A {@code timestamptz} column; null stays null. */
  public static Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A {@code date} column; null stays null. */
  public static LocalDate date(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /** A {@code numeric} column in normal form. */
  public static BigDecimal decimal(ResultSet row, String column) throws SQLException {
    return Decimals.normal(row.getBigDecimal(column));
  }

  /** An enum's column; null stays null. */
  public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type)
      throws SQLException {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }

  /** The parameter for a {@code jsonb} column, to be cast in the statement. */
  public static String json(Object value) {
    try {
      return TradeJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** A {@code jsonb} column. */
  public static <T> T json(ResultSet row, String column, Class<T> type) throws SQLException {
    return parse(row.getString(column), TradeJson.mapper().constructType(type));
  }

  /** A {@code jsonb} column that holds an array. */
  public static <T> List<T> jsonList(ResultSet row, String column, Class<T> element)
      throws SQLException {
    return parse(
        row.getString(column),
        TradeJson.mapper().getTypeFactory().constructCollectionType(List.class, element));
  }

  /** A {@code jsonb} column that holds decimals by name. */
  public static Map<String, BigDecimal> decimals(ResultSet row, String column) throws SQLException {
    return jsonMap(row, column, BigDecimal.class);
  }

  /** A {@code jsonb} column that holds values by name. */
  public static <T> Map<String, T> jsonMap(ResultSet row, String column, Class<T> value)
      throws SQLException {
    return parse(
        row.getString(column),
        TradeJson.mapper().getTypeFactory().constructMapType(Map.class, String.class, value));
  }

  private static <T> T parse(String text, JavaType type) {
    try {
      return TradeJson.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds JSON it cannot read: " + text, e);
    }
  }
}
