package dev.legwork.desk;

import dev.legwork.allocation.Allocation;
import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.order.Children;
import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSizes;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The one order that enters all legs of a trade. */
final class ComboEntry {
  private ComboEntry() {}

  /**
   * @param instruments by leg name
   */
  static List<OrderIntent> intents(
      EntryPlan plan,
      Map<String, Instrument> instruments,
      Allocation.Allocated allocated,
      Instant goodTill) {
    return List.of(
        OrderIntent.of(
                plan.refs().getFirst(),
                plan.request().account(),
                combo(plan, instruments),
                Decimals.of(plan.request().quantity()),
                allocated.limits().get(Combo.NAME),
                goodTill)
            .ofAtMost(mostUnits(plan)));
  }

  /**
   * @param instruments by leg name
   */
  static Combo combo(EntryPlan plan, Map<String, Instrument> instruments) {
    return new Combo(
        plan.request().legs().stream()
            .map(
                leg ->
                    new ComboLeg(
                        leg.name(), instruments.get(leg.name()), leg.action(), leg.ratio()))
            .toList());
  }

  /** So that an order trades no more of any leg than the leg allows; null: any number. */
  static BigDecimal mostUnits(EntryPlan plan) {
    return plan.request().legs().stream()
        .map(leg -> OrderSizes.units(leg.childSize(), leg.ratio()))
        .reduce(null, Children::smaller);
  }
}
