package dev.legwork.request;

import dev.legwork.order.Combo;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Notes what Interactive Brokers would refuse of a guaranteed combo, before anything is sent: fewer
 * than two legs (312), prices on legs (10058), ratios that are not in lowest terms. It is always
 * guaranteed, so that neither 10043 nor 2109 (NonGuaranteed left out, or ignored) can come.
 */
final class ComboRules {
  private final Draft draft;
  private final FieldErrors errors;

  ComboRules(Draft draft, FieldErrors errors) {
    this.draft = draft;
    this.errors = errors;
  }

  void check() {
    names();
    if (draft.placing() == Placing.COMBO) {
      legs();
      legLimits();
      lowestTerms();
      pricing();
    }
  }

  private void names() {
    for (DraftLeg leg : draft.legs()) {
      if (Combo.NAME.equals(leg.name())) {
        errors.trade(
            leg.path() + ".name",
            leg.name(),
            "is what an order of all legs is called; choose another");
      }
    }
  }

  private void legs() {
    if (draft.legs().size() == 1) {
      errors.trade(
          "placing", Placing.COMBO, "needs at least two legs; place a single leg PARALLEL");
    }
  }

  private void legLimits() {
    for (DraftLeg leg : draft.legs()) {
      if (leg.hasLimit()) {
        errors.trade(
            leg.path() + ".limit",
            leg.limit(),
            "contradicts placing COMBO: a guaranteed combo has one price, netLimit");
      }
    }
  }

  private void lowestTerms() {
    List<Integer> ratios =
        draft.legs().stream().map(DraftLeg::ratio).filter(Objects::nonNull).toList();
    int divisor = Combo.commonDivisor(ratios);
    if (ratios.size() < 2 || divisor == 1) {
      return;
    }
    String lowest =
        ratios.stream().map(ratio -> "" + ratio / divisor).collect(Collectors.joining(":"));
    errors.trade(
        "legs",
        ratios.stream().map(String::valueOf).collect(Collectors.joining(":")),
        "must have ratios in lowest terms with placing COMBO: %s, and %s times the quantity"
            .formatted(lowest, divisor));
  }

  private void pricing() {
    if (draft.pricing() == Pricing.HYBRID) {
      errors.trade(
          "pricing",
          draft.pricing(),
          "contradicts placing COMBO, whose price is netLimit; take LIMIT");
    }
    if (draft.pricing() == Pricing.MARKET) {
      errors.trade(
          "pricing",
          draft.pricing(),
          """
          contradicts placing COMBO: the broker does not tell of a combination whether it may be \
          immediate-or-cancel, and prices it by netLimit alone; take LIMIT\
          """);
    }
  }
}
