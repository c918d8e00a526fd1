package dev.legwork.request;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A trade of one to six legs that is wanted whole or not at all.
 *
 * @param id the caller's idempotency key
 * @param strategy a name for reports, or null
 * @param quantity units of the ratio
 * @param netLimit the most we pay (negative: the least we take), USD per share of the underlying
 *     for one unit: the only price authority
 * @param breakEven the net at which the trade earns nothing, in netLimit's terms, or null where the
 *     caller does not say
 * @param partial what is done when only some legs filled
 * @param lean how much the hedge side must show while risk legs are in the market; null: no matter
 * @param stop when what was entered is left again, or null
 */
public record ExecutionRequest(
    String id,
    String account,
    String strategy,
    String underlying,
    List<RequestedLeg> legs,
    int quantity,
    BigDecimal netLimit,
    Placing placing,
    Pricing pricing,
    Timeouts timeouts,
    BigDecimal breakEven,
    PartialPolicy partial,
    Lean lean,
    ProtectiveStop stop) {

  public static final int MAX_LEGS = 6;

  public ExecutionRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(placing, "placing");
    Objects.requireNonNull(pricing, "pricing");
    Objects.requireNonNull(timeouts, "timeouts");
    legs = List.copyOf(legs);
    netLimit = Decimals.normal(netLimit);
    breakEven = breakEven == null ? null : Decimals.normal(breakEven);
    partial = partial == null ? PartialPolicy.DEFAULT : partial;
    if (legs.isEmpty() || legs.size() > MAX_LEGS) {
      throw new IllegalArgumentException("a trade has 1 to 6 legs, not " + legs.size());
    }
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be at least 1, not " + quantity);
    }
  }

  /** With the usual policies. */
  public ExecutionRequest(
      String id,
      String account,
      String strategy,
      String underlying,
      List<RequestedLeg> legs,
      int quantity,
      BigDecimal netLimit,
      Placing placing,
      Pricing pricing,
      Timeouts timeouts) {
    this(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        placing,
        pricing,
        timeouts,
        null,
        null,
        null,
        null);
  }

  /** Without a protective stop. */
  public ExecutionRequest(
      String id,
      String account,
      String strategy,
      String underlying,
      List<RequestedLeg> legs,
      int quantity,
      BigDecimal netLimit,
      Placing placing,
      Pricing pricing,
      Timeouts timeouts,
      BigDecimal breakEven,
      PartialPolicy partial,
      Lean lean) {
    this(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        placing,
        pricing,
        timeouts,
        breakEven,
        partial,
        lean,
        null);
  }

  /** The same trade, left again then. */
  public ExecutionRequest with(ProtectiveStop protective) {
    return new ExecutionRequest(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        placing,
        pricing,
        timeouts,
        breakEven,
        partial,
        lean,
        protective);
  }

  /** The same trade, placed like that. */
  public ExecutionRequest placedAs(Placing other) {
    return new ExecutionRequest(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        other,
        pricing,
        timeouts,
        breakEven,
        partial,
        lean,
        stop);
  }

  /** The same trade, leaning like that; null: not at all. */
  public ExecutionRequest leaning(Lean other) {
    return new ExecutionRequest(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        placing,
        pricing,
        timeouts,
        breakEven,
        partial,
        other,
        stop);
  }

  public RequestedLeg leg(String name) {
    return legs.stream()
        .filter(leg -> leg.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no leg " + name));
  }

  /** Whether the caller priced every leg. */
  public boolean hasLegLimits() {
    return legs.stream().allMatch(leg -> leg.limit() != null);
  }

  /**
   * The multiplier that net prices are quoted in (order-rules.md: M): that of the options, 1
   * without options.
   */
  public int priceMultiplier() {
    return legs.stream()
        .filter(leg -> leg.contract().isOption())
        .mapToInt(leg -> leg.contract().multiplier())
        .findFirst()
        .orElse(1);
  }

  /** The trade's bound in cash: netLimit × M × quantity, USD. */
  public BigDecimal cashBound() {
    return cash(netLimit);
  }

  /**
   * What completing may bring the trade to in cash, USD: never above the bound, and with a {@code
   * breakEven} leaving the least profit that is asked for.
   */
  public BigDecimal completionBound() {
    return breakEven == null
        ? cashBound()
        : cashBound().min(cash(breakEven.subtract(partial.minProfit())));
  }

  /** A net price of all units in cash, USD. */
  private BigDecimal cash(BigDecimal net) {
    return Decimals.normal(
        net.multiply(BigDecimal.valueOf(priceMultiplier())).multiply(BigDecimal.valueOf(quantity)));
  }
}
