package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.allocation.Allocation;
import dev.legwork.allocation.LimitAllocation;
import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.Prices;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryPlan;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.OpportunityLeg;
import dev.legwork.strategy.Scans;
import dev.legwork.strategy.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the market: when every leg fills at the very limit that Legwork gives it, what is left
 * at expiry, fees paid, is no worse than what the strategy allows. (D1 lost inside its limit.)
 */
class PriceAuthorityProperties {
  private static final BigDecimal CENT = Decimals.of("0.01");
  private static final BigDecimal FIVE_PERCENT = Decimals.of("0.05");
  private static final int PUT_STRIKE = 9_800;

  @Property(tries = 500)
  void sfrNeverAuthorisesLessThanItsMinimumProfit(
      @ForAll("markets") Market market,
      @ForAll @IntRange(min = 1, max = 50) int minProfitCents,
      @ForAll @IntRange(min = 1, max = 7) int quantity) {
    BigDecimal least = cents(minProfitCents);
    Strategy sfr =
        Scans.strategy(
            "SFR",
            "min-profit",
            least.toPlainString(),
            "min-theoretical-profit",
            "-1000",
            "max-spread-percent",
            "none",
            "min-spread-quality",
            "-1000",
            "quantity",
            Integer.toString(quantity));
    for (Opportunity found : found(sfr, market)) {
      assertThat(worstAtItsLimits(found)).isGreaterThanOrEqualTo(least.multiply(shares(found)));
    }
  }

  @Property(tries = 500)
  void syntheticNeverAuthorisesMoreThanItsMaximumLoss(
      @ForAll("markets") Market market,
      @ForAll @IntRange(min = 1, max = 500) int maxLoss,
      @ForAll @IntRange(min = 0, max = 300) int slippageCents,
      @ForAll @IntRange(min = 1, max = 7) int quantity) {
    Strategy synthetic =
        Scans.strategy(
            "SYNTHETIC",
            "max-loss",
            Integer.toString(maxLoss),
            "max-slippage",
            cents(slippageCents).toPlainString(),
            "min-liquidity",
            "0",
            "min-risk-reward",
            "0",
            "quantity",
            Integer.toString(quantity));
    BigDecimal most = Decimals.of((long) maxLoss * quantity);
    for (Opportunity found : found(synthetic, market)) {
      assertThat(worstAtItsLimits(found)).isGreaterThanOrEqualTo(most.negate());
    }
  }

  @Property(tries = 500)
  void sfrKeepsItsReturnAndItsNetProfitAtItsLimit(
      @ForAll("markets") Market market, @ForAll @IntRange(min = 0, max = 200) int minRoi) {
    BigDecimal percent = Decimals.of(minRoi).movePointLeft(2);
    Strategy sfr =
        Scans.strategy(
            "SFR",
            "min-roi",
            percent.toPlainString(),
            "net-matters",
            "true",
            "min-theoretical-profit",
            "-1000",
            "max-spread-percent",
            "none",
            "min-spread-quality",
            "-1000");
    for (Opportunity found : found(sfr, market, 0)) {
      BigDecimal paid = paidAtItsLimits(found);
      BigDecimal worth = found.leg("put").contract().strike();
      assertThat(worth.subtract(paid).movePointRight(2))
          .isGreaterThanOrEqualTo(paid.multiply(percent));
      BigDecimal aYear = paid.multiply(shares(found)).multiply(FIVE_PERCENT);
      assertThat(worstAtItsLimits(found).multiply(Decimals.of(365)))
          .as("carry of 30 days")
          .isGreaterThan(aYear.multiply(Decimals.of(30)));
    }
  }

  @Property(tries = 500)
  void syntheticKeepsItsRatioAtItsLimit(
      @ForAll("markets") Market market,
      @ForAll @IntRange(min = 0, max = 300) int ratio,
      @ForAll @IntRange(min = 0, max = 300) int slippageCents) {
    BigDecimal least = Decimals.of(ratio).movePointLeft(2);
    Strategy synthetic =
        Scans.strategy(
            "SYNTHETIC",
            "min-profit-ratio",
            least.toPlainString(),
            "max-slippage",
            cents(slippageCents).toPlainString(),
            "min-liquidity",
            "0",
            "min-risk-reward",
            "0");
    for (Opportunity found : found(synthetic, market, 0)) {
      BigDecimal paid = paidAtItsLimits(found);
      BigDecimal best = found.leg("call").contract().strike().subtract(paid);
      BigDecimal worst = paid.subtract(found.leg("put").contract().strike());
      assertThat(best).isGreaterThanOrEqualTo(worst.multiply(least));
    }
  }

  /**
   * A conversion of strikes 100 and 98, in cents; the put's ask follows from the worst case.
   *
   * @param worst put strike − what the conversion costs
   */
  record Market(
      int stockAsk, int stockSpread, int callBid, int callSpread, int putSpread, int worst) {

    int putAsk() {
      return callBid + PUT_STRIKE - stockAsk - worst;
    }

    ChainSnapshot snapshot() {
      return ChainBuilder.of("XYZ")
          .stock(text(stockAsk - stockSpread), text(stockAsk))
          .dte(30)
          .call("100", text(callBid), text(callBid + callSpread), 400)
          .put("98", text(Math.max(1, putAsk() - putSpread)), text(putAsk()), 400)
          .build();
    }
  }

  @Provide
  Arbitrary<Market> markets() {
    return Combinators.combine(
            Arbitraries.integers().between(10_000, 10_900),
            Arbitraries.integers().between(0, 10),
            Arbitraries.integers().between(1, 2_000),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(-400, 400))
        .as(Market::new)
        .filter(market -> market.putAsk() > 0 && market.putAsk() <= market.callBid());
  }

  private static List<Opportunity> found(Strategy strategy, Market market) {
    return found(strategy, market, 5);
  }

  /**
   * @param percent more than so many of the markets have to have one, well below how many do: the
   *     markets are others in every build
   */
  private static List<Opportunity> found(Strategy strategy, Market market, int percent) {
    List<Opportunity> found = Scans.scan(strategy, market.snapshot()).opportunities();
    Statistics.collect(found.isEmpty() ? "nothing found" : "found");
    Statistics.coverage(coverage -> coverage.check("found").percentage(seen -> seen > percent));
    return found;
  }

  /** What all units are worth at expiry at worst, less what the limits allow to be paid, USD. */
  private static BigDecimal worstAtItsLimits(Opportunity found) {
    BigDecimal worth = found.leg("put").contract().strike();
    return worth
        .subtract(paidAtItsLimits(found))
        .multiply(shares(found))
        .subtract(found.figures().fees());
  }

  /** What the limits allow to be paid for a unit, USD a share. */
  private static BigDecimal paidAtItsLimits(Opportunity found) {
    ExecutionRequest request =
        found.request("x", "DU1", Placing.PARALLEL, Pricing.LIMIT, Timeouts.DEFAULT);
    Map<String, Instrument> instruments = new HashMap<>();
    Map<String, Quote> quotes = new HashMap<>();
    for (OpportunityLeg leg : found.legs()) {
      instruments.put(leg.name(), instrument(instruments.size() + 1, leg));
      quotes.put(leg.name(), quote(leg));
    }
    Allocation allocation =
        LimitAllocation.allocate(
            new EntryPlan(request, 1), instruments, quotes, Duration.ofSeconds(5));
    assertThat(allocation).isInstanceOf(Allocation.Allocated.class);
    Map<String, BigDecimal> limits = ((Allocation.Allocated) allocation).limits();
    return limits.get("stock").subtract(limits.get("call")).add(limits.get("put"));
  }

  /**
   * A middle away from the executable side, so that the allocation has half-spreads to share by.
   */
  private static Quote quote(OpportunityLeg leg) {
    BigDecimal price = leg.price();
    BigDecimal other =
        leg.action() == Side.BUY
            ? price.subtract(CENT).max(CENT)
            : price.add(CENT.multiply(Decimals.of(3)));
    return leg.action() == Side.BUY
        ? Quote.of(other, leg.size(), price, leg.size())
        : Quote.of(price, leg.size(), other, leg.size());
  }

  private static Instrument instrument(int conId, OpportunityLeg leg) {
    return new Instrument(
        conId, leg.contract(), "SMART", "USD", leg.name(), PriceIncrements.uniform(CENT));
  }

  private static BigDecimal shares(Opportunity found) {
    return Decimals.of(100L * found.quantity());
  }

  private static BigDecimal cents(int cents) {
    return Prices.dollars(cents * 100L);
  }

  private static String text(int cents) {
    return cents(cents).toPlainString();
  }
}
