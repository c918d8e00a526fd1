package dev.legwork.order;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several contracts of one underlying that trade as one, all legs of a unit or none: at Interactive
 * Brokers a guaranteed order of type BAG. Its net price is {@code Σ ±ratio × price × m / M}
 * (order-rules.md), USD per share of the underlying for one unit, and may be 0 or negative.
 *
 * <p>The venue tells of a combo's trade once as a whole and once for each leg; only the legs'
 * executions are counted, and a unit has executed when all its legs have.
 *
 * @param legs of different contracts, their ratios in lowest terms
 */
public record Combo(List<ComboLeg> legs) {
  /** What order references call the order of all legs; no leg may have this name. */
  public static final String NAME = "combo";

  /** The step of net prices, USD per share (tws-protocol.md, section 11). */
  public static final BigDecimal TICK = new BigDecimal("0.01");

  public Combo {
    legs = List.copyOf(legs);
    if (legs.size() < 2) {
      throw new IllegalArgumentException("a combo has at least two legs");
    }
    require(legs, "contracts", leg -> leg.instrument().conId(), legs.size());
    require(legs, "names", ComboLeg::name, legs.size());
    require(legs, "underlyings", leg -> leg.instrument().spec().symbol(), 1);
    if (commonDivisor(legs.stream().map(ComboLeg::ratio).toList()) != 1) {
      throw new IllegalArgumentException("ratios must be in lowest terms: " + legs);
    }
  }

  private static void require(
      List<ComboLeg> legs, String what, Function<ComboLeg, Object> property, long count) {
    if (legs.stream().map(property).distinct().count() != count) {
      throw new IllegalArgumentException("a combo has %d %s: %s".formatted(count, what, legs));
    }
  }

  /** The greatest number that divides all of these; ratios in lowest terms have 1. */
  public static int commonDivisor(List<Integer> ratios) {
    return ratios.stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .intValueExact();
  }

  /** The highest net price on the combo's steps that is not above this one: we only buy combos. */
  public static BigDecimal limit(BigDecimal net) {
    return Decimals.normal(net.divide(TICK, 0, RoundingMode.FLOOR).multiply(TICK));
  }

  /** The leg of the trade with this name. */
  public Optional<ComboLeg> leg(String name) {
    return legs.stream().filter(leg -> leg.name().equals(name)).findFirst();
  }

  /** The leg in this contract. */
  public Optional<ComboLeg> leg(long conId) {
    return legs.stream().filter(leg -> leg.instrument().conId() == conId).findFirst();
  }

  /** Cash for one unit at a net of 1, USD: the options' multiplier, 1 without options. */
  public int multiplier() {
    return legs.stream()
        .map(ComboLeg::instrument)
        .filter(instrument -> instrument.spec().isOption())
        .mapToInt(instrument -> instrument.multiplier())
        .findFirst()
        .orElse(1);
  }

  /**
   * The units of which every leg has executed.
   *
   * @param executed shares or contracts of a leg
   */
  public BigDecimal whole(Function<ComboLeg, BigDecimal> executed) {
    return units(executed, RoundingMode.FLOOR, BigDecimal::min);
  }

  /**
   * The units of which some leg has executed something. More than {@link #whole}: executions of
   * other legs are still to be told, for the venue executes all legs or none.
   */
  public BigDecimal begun(Function<ComboLeg, BigDecimal> executed) {
    return units(executed, RoundingMode.CEILING, BigDecimal::max);
  }

  private BigDecimal units(
      Function<ComboLeg, BigDecimal> executed,
      RoundingMode mode,
      BinaryOperator<BigDecimal> choice) {
    return legs.stream()
        .map(leg -> executed.apply(leg).divide(Decimals.of(leg.ratio()), 0, mode))
        .reduce(choice)
        .orElseThrow();
  }

  /** For people: {@code combo of BUY 100 TWX, SELL 1 TWX 20140620 70C}. */
  public String label() {
    return legs.stream()
        .map(leg -> leg.action() + " " + leg.ratio() + " " + leg.instrument().label())
        .collect(Collectors.joining(", ", "combo of ", ""));
  }
}
