package dev.legwork.request;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Notes policies that contradict each other, or the trade. */
final class PolicyRules {
  private static final Set<String> OF_COMPLETING =
      Set.of(
          "minProfit", "payUpTicks", "payUpCap", "completeWithin", "legSlippage", "groupSlippage");

  private final Draft draft;
  private final FieldErrors errors;

  PolicyRules(Draft draft, FieldErrors errors) {
    this.draft = draft;
    this.errors = errors;
  }

  void check() {
    breakEven();
    completing();
    placing();
    hedging();
    pricing();
    limitTime();
  }

  private void breakEven() {
    BigDecimal breakEven = draft.breakEven();
    BigDecimal net = draft.netLimit();
    if (breakEven != null && net != null && breakEven.compareTo(net) < 0) {
      errors.trade(
          "breakEven",
          breakEven,
          "must be at least netLimit, %s: paying that much would lose money"
              .formatted(net.toPlainString()));
    }
    if (breakEven == null && draft.partial().given().contains("minProfit")) {
      errors.trade(
          "partial.minProfit",
          draft.partial().policy().minProfit(),
          "needs breakEven, below which the profit is counted");
    }
  }

  private void completing() {
    if (draft.partial().policy().completes()) {
      return;
    }
    Set<String> idle = new TreeSet<>(draft.partial().given());
    idle.retainAll(OF_COMPLETING);
    for (String name : idle) {
      errors.trade(
          "partial." + name, null, "contradicts allButOne UNWIND: nothing is completed then");
    }
  }

  private void placing() {
    if (draft.placing() != Placing.AUTO) {
      return;
    }
    for (DraftLeg leg : draft.legs()) {
      if (leg.hasLimit()) {
        errors.trade(
            leg.path() + ".limit",
            leg.limit(),
            "contradicts placing AUTO, which chooses by what the quotes leave of netLimit; give no"
                + " limits, or name the placing");
      }
    }
  }

  private void hedging() {
    boolean asked = draft.partial().given().contains("hedge") && draft.partial().policy().hedge();
    boolean options =
        draft.legs().stream()
            .map(leg -> leg.contract().spec())
            .anyMatch(spec -> spec != null && spec.isOption());
    if (asked && !options) {
      errors.trade(
          "partial.hedge",
          true,
          "is for trades with options: stock has no other hedge than itself");
    }
  }

  private void pricing() {
    if (draft.pricing() == null || draft.pricing() == Pricing.LIMIT) {
      return;
    }
    for (DraftLeg leg : draft.legs()) {
      if (leg.hasLimit()) {
        errors.trade(
            leg.path() + ".limit",
            leg.limit(),
            "contradicts pricing %s, which finds the limits; give none, or pricing LIMIT"
                .formatted(draft.pricing()));
      }
    }
  }

  private void limitTime() {
    Duration limit = draft.timeouts().limit();
    if (draft.pricing() != Pricing.HYBRID) {
      if (limit != null) {
        errors.trade("timeouts.limit", limit, "is for pricing HYBRID only");
      }
      return;
    }
    Duration total = draft.timeouts().total();
    Duration working = draft.timeouts().limitOfHybrid();
    if (total != null && working.compareTo(total) >= 0) {
      errors.trade("timeouts.limit", working, "must be shorter than timeouts.total, " + total);
    }
  }
}
