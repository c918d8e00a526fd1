package dev.legwork.strategy.spread;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.order.Side;
import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.CostModel;
import dev.legwork.strategy.Costs;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.RefusalCode;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A strategy whose trades are {@link Combination}s. */
abstract class SpreadStrategy implements Strategy {
  private static final List<RefusalCode> REFUSALS =
      ChainTerms.refusals(
          Refusal.NOT_QUALIFIED,
          Refusal.HALTED,
          Refusal.QUOTE_MISSING,
          Refusal.QUOTE_CROSSED,
          Refusal.QUOTE_STALE,
          Refusal.BID_ASK_SPREAD_TOO_WIDE,
          Refusal.GUARANTEED_PROFIT_TOO_LOW,
          Refusal.MAX_LOSS_EXCEEDED,
          Refusal.RISK_REWARD_BELOW_MINIMUM,
          Refusal.SIZE_TOO_SMALL,
          Refusal.NET_LIMIT_BELOW_COST);

  private final String name;
  private final int priority;
  private final ChainTerms terms;
  private final Side stock;

  /**
   * A strategy of that name.
   *
   * @param stock the side of the stock that its trades take; null without stock
   */
  SpreadStrategy(String name, Settings settings, Side stock) {
    this.name = name;
    this.priority = settings.whole("priority");
    this.terms = ChainTerms.of(settings);
    this.stock = stock;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int priority() {
    return priority;
  }

  @Override
  public final List<RefusalCode> refusals() {
    return REFUSALS;
  }

  @Override
  public final Scan begin() {
    return new SpreadScan(this);
  }

  final ChainTerms terms() {
    return terms;
  }

  final Side stock() {
    return stock;
  }

  /** The combinations of two strikes, or of one where both indices are equal; perhaps none. */
  abstract List<Combination> make(
      ChainSnapshot snapshot, ExpiryChain chain, int dte, int lower, int upper);

  /** Why a combination is not good enough, or null. */
  abstract Refusal profitRefusal(Combination combination);

  /** The most that a unit may cost, ten-thousandths of a dollar per share. */
  abstract long bound(Combination combination, long costsPerShare);

  /** How good it is, beside others of the strategy. */
  abstract double score(Combination combination);

  final Refusal refusal(Combination each) {
    if (!each.isQualified()) {
      return Refusal.NOT_QUALIFIED;
    }
    long at = each.snapshot().millis();
    for (Combination.Leg leg : each.legs()) {
      Refusal fault = terms.fault(leg.ticker(each.chain()), leg.side(), at);
      if (fault != null) {
        return fault;
      }
    }
    if (each.legs().stream().anyMatch(leg -> terms.isTooWide(leg.ticker(each.chain())))) {
      return Refusal.BID_ASK_SPREAD_TOO_WIDE;
    }
    Refusal profit = profitRefusal(each);
    return profit != null ? profit : placingRefusal(each);
  }

  private Refusal placingRefusal(Combination each) {
    Ticker underlying = each.snapshot().stockTicker();
    boolean shown =
        each.legs().stream()
            .allMatch(l -> terms.isShown(l.ticker(each.chain()), l.side(), terms.quantity()));
    if (!shown || (stock != null && !terms.isShown(underlying, stock, shares(each)))) {
      return Refusal.SIZE_TOO_SMALL;
    }
    return each.debit() > bound(each, costsPerShare(each)) ? Refusal.NET_LIMIT_BELOW_COST : null;
  }

  private long shares(Combination each) {
    return (long) each.multiplier() * terms.quantity();
  }

  /** Fees, and dividends that stock sold short owes. */
  private long costsPerShare(Combination each) {
    return ChainTerms.perShare(fees(each).add(dividends(each)), shares(each));
  }

  /** One order a leg; at the end half the options are exercised or assigned. */
  private BigDecimal fees(Combination each) {
    CostModel costs = terms.costs();
    int options = each.legs().size();
    BigDecimal entry = costs.options(terms.quantity()).multiply(BigDecimal.valueOf(options));
    BigDecimal exit = costs.exercise((long) terms.quantity() * Math.max(1, options / 2));
    BigDecimal fees = entry.add(exit);
    return stock == null
        ? fees
        : fees.add(costs.stock(shares(each), each.snapshot().stockTicker().bid()));
  }

  private BigDecimal dividends(Combination each) {
    ChainSnapshot at = each.snapshot();
    return stock == Side.SELL
        ? CostModel.dividends(at.dividends(), at.tradingDate(), each.chain().expiry(), shares(each))
        : BigDecimal.ZERO;
  }

  private BigDecimal carry(Combination each) {
    BigDecimal count = BigDecimal.valueOf(shares(each));
    if (stock == Side.SELL) {
      BigDecimal price = Prices.dollars(each.snapshot().stockTicker().ask());
      return terms.costs().borrow(price.multiply(count), each.dte());
    }
    return terms.costs().carry(Prices.dollars(each.debit()).multiply(count), each.dte());
  }

  final Opportunity opportunity(Combination each) {
    Figures figures =
        Figures.of(
            Prices.dollars(each.debit()),
            Prices.dollars(each.minProfit()),
            Prices.dollars(each.maxProfit()),
            Prices.dollars(2 * each.worst() - each.fairTwice()).divide(BigDecimal.TWO),
            shares(each),
            new Costs(fees(each), carry(each), dividends(each)));
    return Opportunity.of(
        this,
        each.snapshot(),
        each.opportunityLegs(),
        terms.quantity(),
        figures,
        Prices.dollars(bound(each, costsPerShare(each))),
        null,
        figures.isRiskFree()
            ? "risk-free"
            : each.minProfit() > 0 ? "no loss before costs" : "bounded loss",
        BigDecimal.valueOf(score(each)),
        Map.of());
  }
}
