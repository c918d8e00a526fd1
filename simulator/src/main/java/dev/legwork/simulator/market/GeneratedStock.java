package dev.legwork.simulator.market;

import dev.legwork.pricing.BlackScholes;
import dev.legwork.pricing.EuropeanOption;
import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * One generated stock and its options. The stock walks by a random number a step; everything else
 * (spreads, sizes) follows from the seed, the contract and the step alone, so that steps whose
 * quotes nobody saw can be skipped without changing those that follow.
 */
final class GeneratedStock {
  private static final double SECONDS_A_YEAR = 252 * 6.5 * 3600;
  private static final double RATE = 0.03;
  private static final double DAYS_A_YEAR = 365;
  private static final int OPTIONS_EVERY = 4;
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final Instrument stock;
  private final List<Instrument> options;
  private final LocalDate date;
  private final double volatility;
  private final double deviation;
  private final Random walk;
  private final long seed;
  private double price;

  GeneratedStock(String symbol, long seed, LocalDate date, double stepSeconds) {
    this.stock = Instrument.stock(symbol);
    this.seed = seed;
    this.date = date;
    this.price = firstPrice(symbol);
    this.volatility = volatility(symbol);
    this.deviation = volatility * Math.sqrt(stepSeconds / SECONDS_A_YEAR);
    this.options = OptionGridPlan.options(symbol, BigDecimal.valueOf(price), date);
    this.walk = new Random(mix(seed, stock.conId(), 0));
  }

  private static double firstPrice(String symbol) {
    return switch (symbol) {
      case "TWX" -> 69.50;
      case "GOOG" -> 556.00;
      case "SPY" -> 194.00;
      case "AAPL" -> 93.00;
      default -> 20 + Math.floorMod(symbol.hashCode(), 280);
    };
  }

  private static double volatility(String symbol) {
    return symbol.equals("SPY") ? 0.13 : 0.22 + Math.floorMod(symbol.hashCode(), 10) / 100.0;
  }

  Instrument stock() {
    return stock;
  }

  List<Instrument> options() {
    return options;
  }

  /** The stock's next price. */
  void step() {
    price *= Math.exp(deviation * walk.nextGaussian() - deviation * deviation / 2);
  }

  /** Tells the stock's quote, and those of a quarter of its options. */
  void quote(long step, Market.Sink sink) {
    sink.quote(stock, stockQuote(step));
    for (int i = 0; i < options.size(); i++) {
      if ((i + step) % OPTIONS_EVERY == 0) {
        sink.quote(options.get(i), optionQuote(options.get(i), step));
      }
    }
  }

  /** How many steps it takes until every option has been told. */
  static int round() {
    return OPTIONS_EVERY;
  }

  private Quote stockQuote(long step) {
    long noise = mix(seed, stock.conId(), step);
    BigDecimal middle = BigDecimal.valueOf(price);
    BigDecimal bid = middle.setScale(2, RoundingMode.DOWN);
    BigDecimal ask = bid.add(CENT.multiply(BigDecimal.valueOf(1 + below(noise, 2))));
    return Quote.of(
        bid, 100 * (1 + below(noise >>> 8, 9)), ask, 100 * (1 + below(noise >>> 16, 9)));
  }

  private Quote optionQuote(Instrument option, long step) {
    double value = value(option);
    double half = 0.01 + 0.012 * value;
    BigDecimal bid = tick(option, Math.max(0, value - half), RoundingMode.DOWN);
    BigDecimal ask = tick(option, value + half, RoundingMode.UP);
    long noise = mix(seed, option.conId(), step);
    boolean bidden = bid.signum() > 0;
    return Quote.of(
        bidden ? bid : null, bidden ? 5 + below(noise, 60) : 0, ask, 5 + below(noise >>> 8, 60));
  }

  private static BigDecimal tick(Instrument option, double price, RoundingMode mode) {
    return option.rule().round(BigDecimal.valueOf(price), mode);
  }

  private double value(Instrument option) {
    double strike = option.strike().doubleValue();
    double years = ChronoUnit.DAYS.between(date, option.expiry()) / DAYS_A_YEAR;
    double moneyness = Math.log(strike / price);
    double smile = volatility * (1 - 0.3 * moneyness + 1.5 * moneyness * moneyness);
    return BlackScholes.price(
        new EuropeanOption(
            option.isCall() ? EuropeanOption.Kind.CALL : EuropeanOption.Kind.PUT,
            price,
            strike,
            Math.max(0, years),
            RATE,
            0,
            smile));
  }

  private static long below(long noise, int bound) {
    return Math.floorMod(noise & 0xFF, bound);
  }

  /** Well-mixed bits from three numbers (the finaliser of SplitMix64). */
  private static long mix(long a, long b, long c) {
    long z = a * 0x9E3779B97F4A7C15L + b * 0xC2B2AE3D27D4EB4FL + c * 0x165667B19E3779F9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
