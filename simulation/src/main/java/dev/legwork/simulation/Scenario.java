package dev.legwork.simulation;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Combo;
import dev.legwork.order.Side;
import dev.legwork.placing.LegPriority;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Lean;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.venue.SimMarket;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.market.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What people ask of a world: trades of several shapes, priced from the market of the moment. */
final class Scenario {
  private record Leg(String name, Side side, int ratio, Instrument contract) {}

  /** The share of worlds with combos, and of the trades there that can be one. */
  private static final double COMBO_WORLDS = 0.25;

  private static final double COMBOS = 0.6;

  /** Of the trades that have a hedge to lean on. */
  private static final double LEANING = 0.25;

  /** Of the trades whose limits are found. */
  private static final double CHOSEN = 0.35;

  /** Of all trades. */
  private static final double GUARDED = 0.35;

  /** Of the trades whose limits are found, and that could rest. */
  private static final double AT_ONCE = 0.4;

  private final Chance chance;
  private final Chance placing;
  private final Chance pricing;
  private final Chance choice;
  private final Chance leaning;
  private final Chance stops;
  private final boolean combos;
  private final SizeShape sizes;
  private final SimMarket market;

  /**
   * @param placing a stream of its own: how trades are placed changes nothing of what they are
   * @param pricing another one
   * @param choice another one: which trades leave it to us how they are placed
   * @param leaning another one: which trades lean on their hedge
   * @param stops and a third: which trades are guarded
   */
  Scenario(
      Chance chance,
      Chance placing,
      Chance pricing,
      Chance choice,
      Chance leaning,
      Chance stops,
      SizeShape sizes,
      SimMarket market) {
    this.sizes = sizes;
    this.chance = chance;
    this.placing = placing;
    this.pricing = pricing;
    this.choice = choice;
    this.leaning = leaning;
    this.stops = stops;
    this.combos = placing.odds(COMBO_WORLDS);
    this.market = market;
  }

  /** A request, at the quotes of this moment. */
  ExecutionRequest request(String id, String account) {
    List<Leg> legs = shape();
    boolean byLeg = chance.odds(0.25);
    Pricing resting = !byLeg && chance.odds(0.3) ? Pricing.HYBRID : Pricing.LIMIT;
    int room = chance.between(byLeg ? -1 : -3, 25);
    int units = chance.odds(0.6) ? 1 : chance.between(2, 4);
    List<RequestedLeg> requested = new ArrayList<>();
    for (Leg leg : legs) {
      requested.add(
          new RequestedLeg(
              leg.name(), leg.side(), leg.ratio(), spec(leg), byLeg ? limit(leg) : null));
    }
    BigDecimal netLimit = netLimit(legs, requested, room);
    Placing how = placing(legs, byLeg, resting);
    boolean atOnce = !byLeg && how != Placing.COMBO && resting == Pricing.LIMIT;
    ExecutionRequest request =
        new ExecutionRequest(
            id,
            account,
            null,
            SimMarket.SYMBOL,
            requested.stream().map(leg -> sizes.leg(leg, units, how)).toList(),
            units,
            netLimit,
            !byLeg && choice.odds(CHOSEN) ? Placing.AUTO : how,
            atOnce && pricing.odds(AT_ONCE) ? Pricing.MARKET : resting,
            resting == Pricing.HYBRID ? hybrid(timeouts()) : timeouts(),
            null,
            partial(),
            lean(requested, how));
    return stops.odds(GUARDED) ? request.with(stop(legs, netLimit)) : request;
  }

  private Lean lean(List<RequestedLeg> legs, Placing how) {
    boolean leans = leaning.odds(LEANING);
    return leans && how != Placing.COMBO && !LegPriority.hedges(legs).isEmpty()
        ? new Lean(
            BigDecimal.valueOf(leaning.between(2, 12), 0)
                .movePointLeft(leaning.between(0, 1))
                .max(BigDecimal.ONE))
        : null;
  }

  /** Near the market, so that it is reached in many worlds. */
  private ProtectiveStop stop(List<Leg> legs, BigDecimal netLimit) {
    boolean mayBeLeg = legs.size() == 1 || legs.stream().map(Leg::side).distinct().count() == 1;
    if (!mayBeLeg) {
      BigDecimal fetched = net(legs, leg -> BigDecimal.valueOf(closing(leg), 2));
      return ProtectiveStop.ofGroup(
          fetched.min(netLimit).subtract(BigDecimal.valueOf(stops.between(1, 80), 2)));
    }
    Leg leg = stops.pick(legs);
    int beyond = leg.side() == Side.BUY ? -1 : 1;
    int trigger = Math.max(10, closing(leg) + beyond * stops.between(1, 60));
    int limit = Math.max(5, trigger + beyond * stops.between(0, 30));
    return ProtectiveStop.ofLeg(
        leg.name(),
        BigDecimal.valueOf(trigger, 2),
        BigDecimal.valueOf(limit, 2),
        Duration.ofSeconds(stops.between(1, 8)));
  }

  private Placing placing(List<Leg> legs, boolean byLeg, Pricing pricing) {
    Placing one =
        chance.odds(0.5)
            ? Placing.PARALLEL
            : chance.pick(List.of(Placing.HEDGE_FIRST, Placing.SEQUENTIAL));
    boolean fits = mayBeCombo(legs) && !byLeg && pricing == Pricing.LIMIT;
    return combos && fits && placing.odds(COMBOS) ? Placing.COMBO : one;
  }

  private static boolean mayBeCombo(List<Leg> legs) {
    List<Integer> ratios = legs.stream().map(Leg::ratio).toList();
    return legs.size() > 1 && Combo.commonDivisor(ratios) == 1;
  }

  private Timeouts hybrid(Timeouts timeouts) {
    int most = (int) timeouts.total().toSeconds() - 1;
    return new Timeouts(
        timeouts.lock(),
        timeouts.total(),
        timeouts.afterFirstFill(),
        Duration.ofSeconds(chance.between(1, most)));
  }

  private PartialPolicy partial() {
    if (chance.odds(0.4)) {
      return PartialPolicy.DEFAULT;
    }
    PartialPolicy usual = PartialPolicy.DEFAULT;
    int ticks = chance.between(0, 4);
    return new PartialPolicy(
        chance.pick(List.of(PartialPolicy.AllButOne.values())),
        usual.minProfit(),
        ticks,
        ticks + chance.between(0, 6),
        Duration.ofSeconds(chance.between(1, 20)),
        chance.pick(List.of(PartialPolicy.Units.values())),
        usual.legSlippage(),
        usual.groupSlippage(),
        placing.odds(0.7));
  }

  private Timeouts timeouts() {
    return chance.odds(0.6)
        ? Timeouts.DEFAULT
        : new Timeouts(
            Duration.ofSeconds(chance.between(10, 240)),
            Duration.ofSeconds(chance.between(3, 25)),
            Duration.ofSeconds(chance.between(1, 10)));
  }

  private List<Leg> shape() {
    return switch (chance.between(0, 6)) {
      case 0, 1, 2 -> conversion();
      case 3 -> vertical();
      case 4 -> single();
      case 5 -> ironCondor();
      default -> strangle();
    };
  }

  private List<Leg> conversion() {
    int strike = chance.pick(List.of(65, 70, 75));
    boolean reversed = chance.odds(0.2);
    Side with = reversed ? Side.SELL : Side.BUY;
    return List.of(
        new Leg("stock", with, 100, stock()),
        new Leg("put", with, 1, option(strike, Right.PUT)),
        new Leg("call", with.opposite(), 1, option(strike, Right.CALL)));
  }

  private List<Leg> vertical() {
    Right right = chance.pick(List.of(Right.values()));
    Side near = chance.pick(List.of(Side.values()));
    return List.of(
        new Leg("near", near, 1, option(70, right)),
        new Leg("far", near.opposite(), 1, option(chance.pick(List.of(65, 75)), right)));
  }

  private List<Leg> single() {
    Side side = chance.pick(List.of(Side.values()));
    return chance.odds(0.5)
        ? List.of(new Leg("stock", Side.BUY, chance.between(1, 3) * 50, stock()))
        : List.of(new Leg("option", side, 1, option(70, chance.pick(List.of(Right.values())))));
  }

  private List<Leg> ironCondor() {
    return List.of(
        new Leg("put-long", Side.BUY, 1, option(65, Right.PUT)),
        new Leg("put-short", Side.SELL, 1, option(70, Right.PUT)),
        new Leg("call-short", Side.SELL, 1, option(70, Right.CALL)),
        new Leg("call-long", Side.BUY, 1, option(75, Right.CALL)));
  }

  private List<Leg> strangle() {
    Side side = chance.pick(List.of(Side.values()));
    return List.of(
        new Leg("put", side, 1, option(65, Right.PUT)),
        new Leg("call", side, chance.between(1, 2), option(75, Right.CALL)));
  }

  private Instrument stock() {
    return market.contracts().getFirst();
  }

  private Instrument option(int strike, Right right) {
    return market.contracts().stream()
        .filter(c -> c.isOption() && c.right() == right && c.strike().intValue() == strike)
        .findFirst()
        .orElseThrow();
  }

  private static ContractSpec spec(Leg leg) {
    Instrument contract = leg.contract();
    return contract.isStock()
        ? ContractSpec.stock(contract.symbol())
        : ContractSpec.option(
            contract.symbol(),
            contract.expiry(),
            contract.strike(),
            contract.isCall() ? OptionRight.CALL : OptionRight.PUT);
  }

  /** A limit near the quote, in whole steps of 5 cents, which every contract allows. */
  private BigDecimal limit(Leg leg) {
    int cents = executable(leg) + (leg.side() == Side.BUY ? 1 : -1) * chance.between(-5, 15);
    int stepped = leg.side() == Side.BUY ? Math.floorDiv(cents, 5) * 5 : Math.ceilDiv(cents, 5) * 5;
    return BigDecimal.valueOf(Math.max(5, stepped), 2);
  }

  private int executable(Leg leg) {
    return cents(leg, leg.side());
  }

  /** What leaving it again would fetch, or cost. */
  private int closing(Leg leg) {
    return cents(leg, leg.side().opposite());
  }

  private int cents(Leg leg, Side side) {
    Quote quote = market.quote(leg.contract());
    BigDecimal price = side == Side.BUY ? quote.ask() : quote.bid();
    BigDecimal known = price != null ? price : quote.mark();
    return known == null
        ? 100
        : known.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValue();
  }

  private BigDecimal netLimit(List<Leg> legs, List<RequestedLeg> requested, int room) {
    BigDecimal net =
        net(
            legs,
            leg -> {
              BigDecimal limit = requested.get(legs.indexOf(leg)).limit();
              return limit != null ? limit : BigDecimal.valueOf(executable(leg), 2);
            });
    return net.add(BigDecimal.valueOf(room, 2));
  }

  /** Of one unit, USD per share of the underlying. */
  private static BigDecimal net(List<Leg> legs, Function<Leg, BigDecimal> prices) {
    boolean options = legs.stream().anyMatch(leg -> leg.contract().isOption());
    BigDecimal cash = BigDecimal.ZERO;
    for (Leg leg : legs) {
      BigDecimal weight = BigDecimal.valueOf((long) leg.ratio() * leg.contract().multiplier());
      cash = cash.add(leg.side().signed(prices.apply(leg).multiply(weight)));
    }
    return cash.divide(BigDecimal.valueOf(options ? 100 : 1), 4, RoundingMode.CEILING);
  }
}
