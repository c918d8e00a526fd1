package dev.legwork.request;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Notes policies that contradict each other, or the trade. */
final class PolicyRules {
  private static final List<String> OF_COMPLETING =
      List.of(
          "completeWithin", "groupSlippage", "legSlippage", "minProfit", "payUpCap", "payUpTicks");

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
    if (breakEven == null && draft.partial().has("minProfit")) {
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
    for (String name : OF_COMPLETING) {
      if (draft.partial().has(name)) {
        errors.trade(
            "partial." + name,
            draft.partial().given().get(name),
            "contradicts allButOne UNWIND: nothing is completed then; leave it out, or give"
                + " allButOne COMPLETE");
      }
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

  /** Of legs that could not be read nobody knows yet what they are. */
  private void hedging() {
    boolean asked = draft.partial().has("hedge") && draft.partial().policy().hedge();
    boolean stockAlone =
        draft.legs().stream()
            .map(leg -> leg.contract().spec())
            .allMatch(spec -> spec != null && !spec.isOption());
    if (asked && stockAlone && !draft.legs().isEmpty()) {
      errors.trade(
          "partial.hedge",
          true,
          "is for trades with options: stock has no other hedge than itself; give false, or leave"
              + " it out");
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
