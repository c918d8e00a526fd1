package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What any strategy asks of an underlying, an expiry and a quote. Prices are ten-thousandths of a
 * dollar per share; {@link Ticker#UNKNOWN} where there is no limit.
 *
 * @param costLimit the most a share may cost
 * @param minDte the fewest calendar days to expiry
 * @param maxDte the most calendar days to expiry
 * @param maxExpiries how many series of an underlying are looked at, the nearest first
 * @param strikeRange how far a strike may be from the underlying's price
 * @param maxAgeMillis how long ago a side that would be traded on may have been heard of
 * @param maxSpread the most that ask − bid of an option may be
 * @param quantity units of a trade
 * @param sizeMatters whether the sizes shown must suffice for the quantity
 * @param costs what trading costs
 * @param most opportunities told of
 */
public record ChainTerms(
    long costLimit,
    int minDte,
    int maxDte,
    int maxExpiries,
    long strikeRange,
    long maxAgeMillis,
    long maxSpread,
    int quantity,
    boolean sizeMatters,
    CostModel costs,
    int most) {

  /** What {@link ChainScan} refuses underlyings and expiries by, in its order. */
  public static final List<Refusal> REFUSALS =
      List.of(
          Refusal.STOCK_PRICE_UNKNOWN,
          Refusal.STOCK_PRICE_ABOVE_LIMIT,
          Refusal.STOCK_HALTED,
          Refusal.STOCK_QUOTE_MISSING,
          Refusal.STOCK_QUOTE_CROSSED,
          Refusal.STOCK_QUOTE_STALE,
          Refusal.DTE_OUT_OF_RANGE,
          Refusal.NON_STANDARD_CONTRACT,
          Refusal.EXPIRIES_OVER_LIMIT,
          Refusal.NO_STRIKES_IN_RANGE);

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  /** The parameters that {@link #of} reads. */
  public static List<Parameter> parameters() {
    return List.of(
        Parameter.limit("cost-limit", "120", "USD a share the stock may cost"),
        Parameter.whole("min-dte", 15, 0, 10_000, "fewest calendar days to expiry"),
        Parameter.whole("max-dte", 50, 0, 10_000, "most calendar days to expiry"),
        Parameter.whole("max-expiries", 12, 1, 1_000, "expiries of an underlying, nearest first"),
        Parameter.limit("strike-range", "25", "USD from the stock's price to a strike"),
        Parameter.limit("max-quote-age", "5", "seconds; a side not heard of for longer is stale"),
        Parameter.limit("max-spread", "20", "USD, ask − bid of an option"),
        Parameter.whole("quantity", 1, 1, 1_000_000, "units of a trade"),
        Parameter.yesNo("size-matters", true, "whether the sizes shown must suffice"),
        Parameter.decimal("option-commission", "0.65", "0", null, "USD a contract"),
        Parameter.decimal("option-minimum", "1", "0", null, "USD an order of options"),
        Parameter.decimal("stock-commission", "0.005", "0", null, "USD a share"),
        Parameter.decimal("stock-minimum", "1", "0", null, "USD an order of stock"),
        Parameter.decimal("exercise-fee", "0", "0", null, "USD a contract exercised or assigned"),
        Parameter.decimal("carry-rate", "0.05", "0", null, "interest a year on capital tied up"),
        Parameter.decimal("borrow-rate", "0", "0", null, "fee a year for stock sold short"),
        Parameter.whole("most", 20, 1, 100_000, "opportunities told of in one pass"),
        Parameter.whole("priority", 0, -1_000, 1_000, "between strategies: higher goes first"));
  }

  /** The same parameters with other defaults, followed by a strategy's own. */
  public static List<Parameter> parameters(List<Parameter> own, String... defaults) {
    List<Parameter> all = new ArrayList<>(parameters());
    for (int i = 0; i < defaults.length; i += 2) {
      String name = defaults[i];
      String other = defaults[i + 1];
      all.replaceAll(p -> p.name().equals(name) ? p.withDefault(other) : p);
    }
    all.addAll(own);
    return List.copyOf(all);
  }

  /** {@link #REFUSALS}, followed by a strategy's own. */
  public static List<RefusalCode> refusals(RefusalCode... own) {
    List<RefusalCode> all = new ArrayList<>(REFUSALS);
    all.addAll(List.of(own));
    return List.copyOf(all);
  }

  /** Tells what does not fit together. */
  public static void check(Settings settings, StrategyProvider.Problems report) {
    if (settings.whole("min-dte") > settings.whole("max-dte")) {
      report.add("min-dte", "must not be above max-dte");
    }
  }

  /** Reads them. A parameter without a value is no limit. */
  public static ChainTerms of(Settings settings) {
    BigDecimal age = settings.decimal("max-quote-age");
    return new ChainTerms(
        settings.price("cost-limit"),
        settings.whole("min-dte"),
        settings.whole("max-dte"),
        settings.whole("max-expiries"),
        settings.price("strike-range"),
        age == null ? Ticker.UNKNOWN : age.multiply(MILLIS).longValue(),
        settings.price("max-spread"),
        settings.whole("quantity"),
        settings.flag("size-matters"),
        new CostModel(
            settings.decimal("option-commission"),
            settings.decimal("option-minimum"),
            settings.decimal("stock-commission"),
            settings.decimal("stock-minimum"),
            settings.decimal("exercise-fee"),
            settings.decimal("carry-rate"),
            settings.decimal("borrow-rate")),
        settings.whole("most"));
  }

  /**
   * Why the underlying is not traded on, or null.
   *
   * @param side the side of the stock that a trade takes; null where it has no stock
   */
  public Refusal refusal(ChainSnapshot snapshot, Side side) {
    Ticker stock = snapshot.stockTicker();
    long fairTwice = stock.fairTwice();
    if (fairTwice == Ticker.UNKNOWN) {
      return Refusal.STOCK_PRICE_UNKNOWN;
    }
    if (costLimit != Ticker.UNKNOWN && fairTwice > 2 * costLimit) {
      return Refusal.STOCK_PRICE_ABOVE_LIMIT;
    }
    return side == null
        ? stock.halted() ? Refusal.STOCK_HALTED : null
        : switch (fault(stock, side, snapshot.millis())) {
          case null -> null;
          case HALTED -> Refusal.STOCK_HALTED;
          case QUOTE_CROSSED -> Refusal.STOCK_QUOTE_CROSSED;
          case QUOTE_STALE -> Refusal.STOCK_QUOTE_STALE;
          default -> Refusal.STOCK_QUOTE_MISSING;
        };
  }

  /** Why the expiry is not traded on, or null. */
  public Refusal refusal(ExpiryChain chain, int dte) {
    if (dte < minDte || dte > maxDte) {
      return Refusal.DTE_OUT_OF_RANGE;
    }
    return isAdjusted(chain) ? Refusal.NON_STANDARD_CONTRACT : null;
  }

  /** An adjusted contract delivers something else than shares; its class has a digit of its own. */
  private static boolean isAdjusted(ExpiryChain chain) {
    String tradingClass = chain.series().tradingClass();
    return tradingClass != null
        && hasDigit(tradingClass)
        && !tradingClass.equals(chain.series().symbol());
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  /**
   * Why a quote cannot be traded on, or null: halted, missing, crossed or stale.
   *
   * @param side BUY takes the ask, SELL the bid
   * @param at the snapshot's moment, ms since the epoch
   */
  public Refusal fault(Ticker ticker, Side side, long at) {
    if (ticker.halted()) {
      return Refusal.HALTED;
    }
    if (!ticker.hasBothSides()) {
      return Refusal.QUOTE_MISSING;
    }
    if (ticker.isCrossed()) {
      return Refusal.QUOTE_CROSSED;
    }
    return isFresh(ticker, side, at) ? null : Refusal.QUOTE_STALE;
  }

  private boolean isFresh(Ticker ticker, Side side, long at) {
    return maxAgeMillis == Ticker.UNKNOWN
        || (side == Side.BUY
            ? ticker.askIsFresh(at, maxAgeMillis)
            : ticker.bidIsFresh(at, maxAgeMillis));
  }

  /** Whether that side shows enough for so many of the ticker's contracts (shares). */
  public boolean isShown(Ticker ticker, Side side, long needed) {
    return !sizeMatters || (side == Side.BUY ? ticker.askSize() : ticker.bidSize()) >= needed;
  }

  /** Whether ask − bid is wider than allowed. */
  public boolean isTooWide(Ticker ticker) {
    return maxSpread != Ticker.UNKNOWN && ticker.spread() > maxSpread;
  }

  /** Index of the lowest strike that is near enough to that price; the size if none is. */
  public int lowest(ExpiryChain chain, long price) {
    int low = 0;
    while (low < chain.size()
        && strikeRange != Ticker.UNKNOWN
        && chain.series().strike(low) < price - strikeRange) {
      low++;
    }
    return low;
  }

  /** Index of the highest strike that is near enough to that price; −1 if none is. */
  public int highest(ExpiryChain chain, long price) {
    int high = chain.size() - 1;
    while (high >= 0
        && strikeRange != Ticker.UNKNOWN
        && chain.series().strike(high) > price + strikeRange) {
      high--;
    }
    return high;
  }

  /**
   * What fees take of each share, in ten-thousandths, rounded up.
   *
   * @param fees USD for all units
   * @param shares multiplier × quantity
   */
  public static long perShare(BigDecimal fees, long shares) {
    return fees.multiply(BigDecimal.valueOf(Prices.PER_DOLLAR))
        .divide(BigDecimal.valueOf(shares), 0, RoundingMode.CEILING)
        .longValueExact();
  }
}
