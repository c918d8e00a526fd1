package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.contract.ContractSpec;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A trade worth placing.
 *
 * @param id the same for the same legs on the same trading date, whoever sees them at what price:
 *     what is executed at most once. At most 56 characters of {@code [A-Za-z0-9._-]}
 * @param strategy who found it
 * @param priority of that strategy
 * @param symbol the underlying
 * @param at the snapshot's moment
 * @param tradingDate the snapshot's day in New York
 * @param legs in the order of the strategy; together one unit
 * @param quantity units
 * @param netLimit the most that a unit may cost (negative: the least it must bring), USD per share:
 *     the one price authority for legs that are placed apart
 * @param comboLimit the limit of one order of all legs: never above netLimit nor above what the
 *     legs cost, USD per share
 * @param breakEven the net at which the trade earns nothing, or null where completing a part of it
 *     must not be judged by that
 * @param label what it is, for people, e.g. {@code risk-free}
 * @param score comparable within one pass of one strategy
 * @param components what the score is made of, before weighting
 */
public record Opportunity(
    String id,
    String strategy,
    int priority,
    String symbol,
    Instant at,
    LocalDate tradingDate,
    List<OpportunityLeg> legs,
    int quantity,
    Figures figures,
    BigDecimal netLimit,
    BigDecimal comboLimit,
    BigDecimal breakEven,
    String label,
    BigDecimal score,
    Map<String, BigDecimal> components) {

  public Opportunity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(figures, "figures");
    legs = List.copyOf(legs);
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
    netLimit = Decimals.normal(netLimit);
    comboLimit = Decimals.normal(comboLimit);
    breakEven = breakEven == null ? null : Decimals.normal(breakEven);
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be at least 1, not " + quantity);
    }
    if (figures.netDebit().compareTo(netLimit) > 0) {
      throw new IllegalArgumentException(
          "%s costs %s and may cost %s".formatted(id, figures.netDebit(), netLimit));
    }
  }

  /**
   * An opportunity of a strategy's.
   *
   * @param netLimit the most that a unit may cost, USD per share
   * @param breakEven see the component
   */
  public static Opportunity of(
      Strategy strategy,
      ChainSnapshot snapshot,
      List<OpportunityLeg> legs,
      int quantity,
      Figures figures,
      BigDecimal netLimit,
      BigDecimal breakEven,
      String label,
      BigDecimal score,
      Map<String, BigDecimal> components) {
    return new Opportunity(
        OpportunityId.of(snapshot.symbol(), snapshot.tradingDate(), legs),
        strategy.name(),
        strategy.priority(),
        snapshot.symbol(),
        snapshot.at(),
        snapshot.tradingDate(),
        legs,
        quantity,
        figures,
        netLimit,
        figures.netDebit().min(netLimit),
        breakEven,
        label,
        score,
        components);
  }

  public OpportunityLeg leg(String name) {
    return legs.stream()
        .filter(leg -> leg.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no leg " + name));
  }

  /** Whether both name exactly the same contracts, the venue's numbers included. */
  public boolean hasContractsOf(Opportunity other) {
    return legs.size() == other.legs.size()
        && legs.stream().allMatch(leg -> other.legs.stream().anyMatch(leg::tradesLike));
  }

  /**
   * The trade to place for it. A combo may cost less than its legs apart are allowed to.
   *
   * @param executionId the execution's id; {@link #id} makes it once only
   */
  public ExecutionRequest request(
      String executionId, String account, Placing placing, Pricing pricing, Timeouts timeouts) {
    return new ExecutionRequest(
        executionId,
        account,
        strategy,
        symbol,
        legs.stream()
            .map(
                leg ->
                    new RequestedLeg(
                        leg.name(), leg.action(), leg.ratio(), asked(leg.contract()), null))
            .toList(),
        quantity,
        placing == Placing.COMBO ? comboLimit : netLimit,
        placing,
        pricing,
        timeouts,
        breakEven,
        null,
        null);
  }

  /** A venue may tell a trading class of a stock as well; only an option is asked for by it. */
  private static ContractSpec asked(ContractSpec contract) {
    return contract.isOption()
        ? contract
        : new ContractSpec(
            contract.type(), contract.symbol(), null, null, null, 1, null, contract.conId());
  }
}
