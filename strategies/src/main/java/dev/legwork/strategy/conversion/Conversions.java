package dev.legwork.strategy.conversion;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.order.Side;
import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.CostModel;
import dev.legwork.strategy.Costs;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.OpportunityLeg;
import dev.legwork.strategy.Recheck;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.RefusalCode;
import dev.legwork.strategy.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What SFR and Synthetic have in common; the rules tell them apart. */
abstract class Conversions implements Strategy {
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final int SCORE_PLACES = 6;

  private final int priority;
  private final ChainTerms chain;
  private final PairTerms pairs;
  private final PairPlan plan;
  private final ConversionRules rules;
  private final boolean netMatters;

  /**
   * A strategy of these terms.
   *
   * @param netMatters whether the worst case must be above 0 after fees, carry and dividends
   */
  Conversions(
      int priority,
      ChainTerms chain,
      PairTerms pairs,
      PairPlan plan,
      ConversionRules rules,
      boolean netMatters) {
    this.priority = priority;
    this.chain = chain;
    this.pairs = pairs;
    this.plan = plan;
    this.rules = rules;
    this.netMatters = netMatters;
  }

  @Override
  public final int priority() {
    return priority;
  }

  @Override
  public final Scan begin() {
    return new ConversionScan(this);
  }

  final ChainTerms chain() {
    return chain;
  }

  final PairPlan plan() {
    return plan;
  }

  final ConversionRules rules() {
    return rules;
  }

  /** Contracts, strikes and quotes. */
  final Refusal quotesRefusal(Pair pair) {
    return pair.callContract() == null || pair.putContract() == null
        ? Refusal.NOT_QUALIFIED
        : pairs.refusal(pair, chain);
  }

  /** Spreads and profit. */
  final Refusal profitRefusal(Pair pair) {
    return chain.isTooWide(pair.call()) || chain.isTooWide(pair.put())
        ? Refusal.BID_ASK_SPREAD_TOO_WIDE
        : rules.refusal(pair);
  }

  /**
   * What is asked once all pairs of the underlying are known.
   *
   * @param sample null where they are not
   */
  final Refusal lastRefusal(Pair pair, SpreadSample sample, long feesPerShare) {
    Refusal behind = rules.refusal(pair, sample);
    if (behind != null) {
      return behind;
    }
    if (!isShown(pair)) {
      return Refusal.SIZE_TOO_SMALL;
    }
    if (pair.debit() > rules.bound(pair, feesPerShare)) {
      return Refusal.NET_LIMIT_BELOW_COST;
    }
    if (netMatters && !figures(pair).isRiskFree()) {
      return Refusal.NET_PROFIT_NOT_POSITIVE;
    }
    return pair.debit() > bound(pair, feesPerShare) ? Refusal.NET_LIMIT_BELOW_COST : null;
  }

  /** The most that a unit may cost, net of everything where that matters. */
  private long bound(Pair pair, long feesPerShare) {
    long bound = rules.bound(pair, feesPerShare);
    return netMatters ? Math.min(bound, netBound(pair, bound)) : bound;
  }

  /** So that something is left after costs; carry is that of the dearest that could be paid. */
  private long netBound(Pair pair, long dearest) {
    BigDecimal capital = Prices.dollars(dearest).multiply(BigDecimal.valueOf(shares(pair)));
    BigDecimal costs =
        new Costs(fees(pair), chain.costs().carry(capital, pair.dte()), lostDividends(pair))
            .total();
    return pair.putStrike() - ChainTerms.perShare(costs, shares(pair)) - 1;
  }

  private boolean isShown(Pair pair) {
    return chain.isShown(pair.stock(), Side.BUY, shares(pair))
        && chain.isShown(pair.call(), Side.SELL, chain.quantity())
        && chain.isShown(pair.put(), Side.BUY, chain.quantity());
  }

  private long shares(Pair pair) {
    return (long) pair.multiplier() * chain.quantity();
  }

  final long feesPerShare(Pair pair) {
    return ChainTerms.perShare(fees(pair), shares(pair));
  }

  /**
   * Three orders to enter; at the end one option is exercised or assigned, or, between two strikes,
   * the stock is sold: what costs more.
   */
  private BigDecimal fees(Pair pair) {
    CostModel costs = chain.costs();
    BigDecimal stock = costs.stock(shares(pair), pair.stock().ask());
    BigDecimal options = costs.options(chain.quantity()).multiply(TWO);
    BigDecimal exercise = costs.exercise(chain.quantity());
    BigDecimal exit = pair.callStrike() == pair.putStrike() ? exercise : exercise.max(stock);
    return stock.add(options).add(exit);
  }

  /** A call in the money may be exercised the day before an ex-date. */
  private BigDecimal lostDividends(Pair pair) {
    ChainSnapshot at = pair.snapshot();
    boolean inTheMoney = 2 * pair.callStrike() < pair.stock().fairTwice();
    return inTheMoney
        ? CostModel.dividends(at.dividends(), at.tradingDate(), pair.chain().expiry(), shares(pair))
        : BigDecimal.ZERO;
  }

  final Figures figures(Pair pair) {
    BigDecimal debit = Prices.dollars(pair.debit());
    BigDecimal capital = debit.multiply(BigDecimal.valueOf(shares(pair)));
    return Figures.of(
        debit,
        Prices.dollars(pair.minProfit()),
        Prices.dollars(pair.maxProfit()),
        Prices.dollars(pair.theoreticalTwice()).divide(TWO),
        shares(pair),
        new Costs(fees(pair), chain.costs().carry(capital, pair.dte()), lostDividends(pair)));
  }

  final Opportunity opportunity(Kept kept) {
    Map<String, BigDecimal> components = new LinkedHashMap<>();
    for (int i = 0; i < rules.components().size(); i++) {
      components.put(rules.components().get(i), decimal(kept.component(i)));
    }
    return opportunity(kept.pair(), decimal(kept.score()), components);
  }

  private static BigDecimal decimal(double score) {
    return BigDecimal.valueOf(score).setScale(SCORE_PLACES, RoundingMode.HALF_UP);
  }

  private Opportunity opportunity(Pair pair, BigDecimal score, Map<String, BigDecimal> components) {
    Figures figures = figures(pair);
    long fees = feesPerShare(pair);
    long breakEven = rules.breakEven(pair, fees);
    return Opportunity.of(
        this,
        pair.snapshot(),
        legs(pair),
        chain.quantity(),
        figures,
        Prices.dollars(bound(pair, fees)),
        breakEven == Ticker.UNKNOWN ? null : Prices.dollars(breakEven),
        rules.label(figures),
        score,
        components);
  }

  private static List<OpportunityLeg> legs(Pair pair) {
    Ticker stock = pair.stock();
    Ticker put = pair.put();
    Ticker call = pair.call();
    return List.of(
        OpportunityLeg.of(
            "stock",
            Side.BUY,
            pair.multiplier(),
            pair.snapshot().stock(),
            stock.ask(),
            stock.askSize()),
        OpportunityLeg.of("put", Side.BUY, 1, pair.putContract(), put.ask(), put.askSize()),
        OpportunityLeg.of("call", Side.SELL, 1, pair.callContract(), call.bid(), call.bidSize()));
  }

  /** The very same strikes, by every filter that does not compare with other pairs. */
  @Override
  public final Recheck recheck(Opportunity seen, ChainSnapshot now) {
    RefusalCode stock = chain.refusal(now, Side.BUY);
    if (stock != null) {
      return Recheck.Fallen.of(stock);
    }
    Pair pair = new Pair();
    pair.moveTo(now);
    Refusal refusal = find(pair, seen, now);
    refusal = refusal == null ? quotesRefusal(pair) : refusal;
    refusal = refusal == null ? profitRefusal(pair) : refusal;
    refusal = refusal == null ? lastRefusal(pair, null, feesPerShare(pair)) : refusal;
    return refusal == null
        ? new Recheck.Stands(opportunity(pair, seen.score(), seen.components()))
        : Recheck.Fallen.of(refusal);
  }

  private Refusal find(Pair pair, Opportunity seen, ChainSnapshot now) {
    ContractSpec call = seen.leg("call").contract();
    ContractSpec put = seen.leg("put").contract();
    for (ExpiryChain each : now.expiries()) {
      int callAt = each.series().indexOf(Prices.of(call.strike()));
      int putAt = each.series().indexOf(Prices.of(put.strike()));
      boolean there = callAt >= 0 && putAt >= 0;
      if (there && isOf(each, call)) {
        pair.moveTo(each, now.daysTo(each));
        pair.moveTo(callAt, putAt);
        return isTheSame(pair, seen, now) ? null : Refusal.CONTRACT_MISMATCH;
      }
    }
    return Refusal.NOT_THERE_ANY_MORE;
  }

  private static boolean isOf(ExpiryChain chain, ContractSpec option) {
    return chain.expiry().equals(option.expiry())
        && chain.series().multiplier() == option.multiplier()
        && Objects.equals(chain.series().tradingClass(), option.tradingClass());
  }

  private static boolean isTheSame(Pair pair, Opportunity seen, ChainSnapshot now) {
    return seen.leg("call").contract().equals(pair.callContract())
        && seen.leg("put").contract().equals(pair.putContract())
        && seen.leg("stock").contract().equals(now.stock());
  }
}
