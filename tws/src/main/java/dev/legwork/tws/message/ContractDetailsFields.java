package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What contractDetails tells of a contract beside its identity.
 *
 * @param lastTradeTime time and zone that followed the last trade date, empty without
 * @param minTick smallest price step anywhere, per share; not the legal increment: that is the
 *     market rule's
 * @param orderTypes order types and attributes allowed, such as {@code LMT}, {@code MIDPX}
 * @param marketRuleIds parallel to {@code validExchanges}
 * @param minSize smallest order size, null when absent; likewise the other sizes
 */
public record ContractDetailsFields(
    String lastTradeTime,
    String marketName,
    BigDecimal minTick,
    List<String> orderTypes,
    List<String> validExchanges,
    int priceMagnifier,
    int underConId,
    String longName,
    String contractMonth,
    String industry,
    String category,
    String subcategory,
    String timeZoneId,
    String tradingHours,
    String liquidHours,
    String evRule,
    BigDecimal evMultiplier,
    List<TagValue> secIds,
    int aggGroup,
    String underSymbol,
    String underSecType,
    List<String> marketRuleIds,
    String realExpirationDate,
    String stockType,
    BigDecimal minSize,
    BigDecimal sizeIncrement,
    BigDecimal suggestedSizeIncrement) {

  public ContractDetailsFields {
    Objects.requireNonNull(lastTradeTime, "lastTradeTime");
    Objects.requireNonNull(marketName, "marketName");
    Objects.requireNonNull(longName, "longName");
    Objects.requireNonNull(contractMonth, "contractMonth");
    Objects.requireNonNull(industry, "industry");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(subcategory, "subcategory");
    Objects.requireNonNull(timeZoneId, "timeZoneId");
    Objects.requireNonNull(tradingHours, "tradingHours");
    Objects.requireNonNull(liquidHours, "liquidHours");
    Objects.requireNonNull(evRule, "evRule");
    Objects.requireNonNull(underSymbol, "underSymbol");
    Objects.requireNonNull(underSecType, "underSecType");
    Objects.requireNonNull(realExpirationDate, "realExpirationDate");
    Objects.requireNonNull(stockType, "stockType");
    orderTypes = List.copyOf(orderTypes);
    validExchanges = List.copyOf(validExchanges);
    secIds = List.copyOf(secIds);
    marketRuleIds = List.copyOf(marketRuleIds);
  }

  /** The id of the market rule at an exchange, empty when TWS names none. */
  public OptionalInt marketRuleId(String exchange) {
    int position = validExchanges.indexOf(exchange);
    if (position < 0 || position >= marketRuleIds.size()) {
      return OptionalInt.empty();
    }
    String id = marketRuleIds.get(position);
    return id.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(id)) : OptionalInt.empty();
  }
}
