package dev.legwork.request;

import dev.legwork.book.HedgeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Notes what cannot be traded in a request that could, in these parts, be read. */
final class TradeRules {
  private final Draft draft;
  private final RequestRules rules;
  private final FieldErrors errors;

  TradeRules(Draft draft, RequestRules rules, FieldErrors errors) {
    this.draft = draft;
    this.rules = rules;
    this.errors = errors;
  }

  void check() {
    account();
    names();
    contracts();
    underlying();
    multipliers();
    expiries();
    signOfNet();
    limits();
    new PolicyRules(draft, errors).check();
    new ComboRules(draft, errors).check();
    new ChildRules(draft, errors).check();
    new LeanRules(draft, errors).check();
    DraftStop.check(draft, errors);
  }

  private void account() {
    String account = draft.account();
    if (account == null) {
      return;
    }
    if (!rules.accounts().contains(account)) {
      errors.trade(
          "account",
          account,
          "is not configured; configured are " + new TreeSet<>(rules.accounts()));
    } else if (!account.startsWith("D") && !rules.liveAccounts().contains(account)) {
      errors.trade(
          "account",
          account,
          "is a live account; it is traded only when legwork.broker.live-accounts names it");
    }
  }

  private void names() {
    Set<String> seen = new HashSet<>();
    for (DraftLeg leg : draft.legs()) {
      if (HedgeBook.NAME.equals(leg.name())) {
        errors.trade(
            leg.path() + ".name", leg.name(), "is what the hedge is called; choose another");
      }
      if (leg.name() != null && !seen.add(leg.name())) {
        errors.trade(leg.path() + ".name", leg.name(), "must be different from other legs' names");
      }
    }
  }

  private void contracts() {
    List<DraftLeg> legs = draft.legs();
    for (int i = 1; i < legs.size(); i++) {
      ContractSpec spec = legs.get(i).contract().spec();
      for (DraftLeg earlier : legs.subList(0, i)) {
        if (spec != null && maySame(spec, earlier.contract().spec())) {
          errors.trade(
              legs.get(i).path() + ".contract",
              spec.label(),
              "must be different from the contract of " + earlier.path() + "; add their ratios");
        }
      }
    }
  }

  /** Equal in all that both tell: what only one of them tells cannot keep them apart. */
  private static boolean maySame(ContractSpec a, ContractSpec b) {
    if (b == null) {
      return false;
    }
    if (a.conId() != null && b.conId() != null) {
      return a.conId().equals(b.conId());
    }
    return a.type() == b.type()
        && a.symbol().equals(b.symbol())
        && Objects.equals(a.expiry(), b.expiry())
        && Objects.equals(a.strike(), b.strike())
        && a.right() == b.right()
        && a.multiplier() == b.multiplier()
        && (a.tradingClass() == null
            || b.tradingClass() == null
            || a.tradingClass().equals(b.tradingClass()));
  }

  private void underlying() {
    for (DraftLeg leg : draft.legs()) {
      String symbol = leg.contract().symbol();
      if (symbol != null && draft.underlying() != null && !symbol.equals(draft.underlying())) {
        errors.trade(
            leg.path() + ".contract.symbol",
            symbol,
            "must be the trade's one underlying, " + draft.underlying());
      }
    }
  }

  private void multipliers() {
    Integer common = null;
    for (DraftLeg leg : draft.legs()) {
      ContractSpec spec = leg.contract().spec();
      if (spec == null || !spec.isOption()) {
        continue;
      }
      common = common == null ? spec.multiplier() : common;
      if (spec.multiplier() != common) {
        errors.trade(
            leg.path() + ".contract.multiplier",
            spec.multiplier(),
            "must be the same for all options of a trade, here " + common);
      }
    }
  }

  private void expiries() {
    for (DraftLeg leg : draft.legs()) {
      if (leg.contract().expiry() != null
          && rules.venueToday() != null
          && leg.contract().expiry().isBefore(rules.venueToday())) {
        errors.trade(
            leg.path() + ".contract.expiry",
            leg.contract().expiry(),
            "has expired; at the venue it is " + rules.venueToday());
      }
    }
  }

  private void signOfNet() {
    BigDecimal net = draft.netLimit();
    if (net == null || draft.legs().isEmpty()) {
      return;
    }
    if (net.signum() >= 0 && all(Side.SELL)) {
      errors.trade("netLimit", net, "must be below 0: every leg sells, so the trade is a credit");
    }
    if (net.signum() <= 0 && all(Side.BUY)) {
      errors.trade("netLimit", net, "must be above 0: every leg buys, so the trade is a debit");
    }
  }

  private boolean all(Side side) {
    return draft.legs().stream().allMatch(leg -> leg.action() == side);
  }

  private void limits() {
    if (draft.legs().stream().noneMatch(DraftLeg::hasLimit)) {
      return;
    }
    for (DraftLeg leg : draft.legs()) {
      if (!leg.hasLimit()) {
        errors.trade(leg.path() + ".limit", null, "is missing: give every leg a limit, or none");
      }
    }
    boolean complete = draft.legs().stream().allMatch(DraftLeg::isPriceable);
    if (complete && draft.netLimit() != null) {
      withinNetLimit();
    }
  }

  /** order-rules.md: net = Σ ±ratio × price × m / M, at most netLimit. */
  private void withinNetLimit() {
    BigDecimal multiplier = BigDecimal.valueOf(commonMultiplier());
    BigDecimal cash =
        draft.legs().stream().map(DraftLeg::unitCash).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (cash.compareTo(draft.netLimit().multiply(multiplier)) > 0) {
      errors.trade(
          "netLimit",
          draft.netLimit(),
          "must be at least what the legs' limits come to together, "
              + Decimals.divide(cash, multiplier).toPlainString());
    }
  }

  private int commonMultiplier() {
    return draft.legs().stream()
        .map(leg -> leg.contract().spec())
        .filter(ContractSpec::isOption)
        .mapToInt(ContractSpec::multiplier)
        .findFirst()
        .orElse(1);
  }
}
