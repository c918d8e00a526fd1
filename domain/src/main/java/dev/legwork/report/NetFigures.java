package dev.legwork.report;

import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.util.List;

/**
 * The arithmetic of the net: cash of a whole trade over M × quantity (order-rules.md), USD per
 * share of the underlying for one unit.
 */
record NetFigures(ExecutionRequest request, List<LegFigures> legs) {

  /** Null unless every leg executed exactly what was asked for: a part of a trade has no net. */
  BigDecimal actual() {
    return legs.stream().allMatch(LegFigures::isComplete)
        ? perUnit(OrderLine.sum(legs.stream().map(LegFigures::entryCash).toList()))
        : null;
  }

  /** Null unless there is an expected price for every leg. */
  BigDecimal expected() {
    BigDecimal cash = expectedCash();
    return cash == null ? null : perUnit(cash);
  }

  /** What entering all of it was expected to cost, USD; null as well. */
  BigDecimal expectedCash() {
    return legs.stream().anyMatch(leg -> leg.expectedPrice() == null)
        ? null
        : OrderLine.sum(legs.stream().map(NetFigures::expectedCash).toList());
  }

  private static BigDecimal expectedCash(LegFigures figures) {
    BigDecimal sum = figures.wanted().multiply(figures.expectedPrice());
    return figures
        .leg()
        .action()
        .signed(sum.multiply(Decimals.of(figures.leg().contract().multiplier())));
  }

  private BigDecimal perUnit(BigDecimal cash) {
    return Decimals.divide(
        cash, Decimals.of((long) request.priceMultiplier() * request.quantity()));
  }
}
