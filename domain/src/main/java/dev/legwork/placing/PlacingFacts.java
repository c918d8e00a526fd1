package dev.legwork.placing;

import dev.legwork.allocation.NetPrice;
import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What AUTO chooses by. Prices are USD per share of the underlying for one unit, as netLimit is.
 *
 * @param edge what netLimit leaves beyond the executable net, below 0 if it is not executable; null
 *     where some leg has no quote
 * @param spread Σ weight × (ask − bid) of all legs
 * @param moved Σ weight × (highest − lowest middle of the last minute) of all legs that are known
 * @param depth size shown on the side that is taken / size needed, of the leg where it is least
 * @param past recent trades of the account by mode; a mode without any may be left out
 * @param tooLarge modes in which the trade's orders would be refused for their size or number, with
 *     why
 */
public record PlacingFacts(
    BigDecimal edge,
    BigDecimal spread,
    BigDecimal moved,
    BigDecimal depth,
    Map<Placing, PastTrades> past,
    Map<Placing, String> tooLarge) {

  public PlacingFacts {
    Objects.requireNonNull(spread, "spread");
    Objects.requireNonNull(moved, "moved");
    Objects.requireNonNull(depth, "depth");
    past = Map.copyOf(past);
    tooLarge = Map.copyOf(tooLarge);
  }

  /**
   * The facts of a moment.
   *
   * @param quotes by leg name
   * @param moves by leg name: how far the middle moved in the last minute, USD per share; legs of
   *     which that is not known are left out
   * @param tooLarge by mode, of those in which its orders would be refused for their size: why
   */
  public static PlacingFacts of(
      ExecutionRequest trade,
      Map<String, Quote> quotes,
      Map<String, BigDecimal> moves,
      Map<Placing, PastTrades> past,
      Map<Placing, String> tooLarge) {
    boolean all =
        trade.legs().stream()
            .map(leg -> quotes.get(leg.name()))
            .allMatch(quote -> quote != null && quote.hasBothSides() && !quote.isCrossed());
    if (!all) {
      return new PlacingFacts(
          null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, past, tooLarge);
    }
    BigDecimal net = NetPrice.of(trade, leg -> quote(quotes, leg).executable(leg.action()));
    return new PlacingFacts(
        Decimals.normal(trade.netLimit().subtract(net)),
        gross(trade, leg -> quote(quotes, leg).ask().subtract(quote(quotes, leg).bid())),
        gross(trade, leg -> moves.getOrDefault(leg.name(), BigDecimal.ZERO)),
        depth(trade, quotes),
        past,
        tooLarge);
  }

  private static Quote quote(Map<String, Quote> quotes, RequestedLeg leg) {
    return quotes.get(leg.name());
  }

  /** In the terms of the net, and each leg against us. */
  private static BigDecimal gross(
      ExecutionRequest trade, Function<RequestedLeg, BigDecimal> priceOfLeg) {
    BigDecimal cash = BigDecimal.ZERO;
    for (RequestedLeg leg : trade.legs()) {
      BigDecimal weight = NetPrice.weight(leg, leg.quantity(trade.quantity()));
      cash = cash.add(weight.multiply(priceOfLeg.apply(leg)));
    }
    return NetPrice.ofCash(trade, cash);
  }

  private static BigDecimal depth(ExecutionRequest trade, Map<String, Quote> quotes) {
    return trade.legs().stream()
        .map(
            leg ->
                Decimals.divide(
                    quote(quotes, leg).executableSize(leg.action()),
                    leg.quantity(trade.quantity())))
        .min(BigDecimal::compareTo)
        .orElseThrow();
  }

  /** Whether all legs can be traded at the quotes inside netLimit. */
  public boolean isExecutable() {
    return edge != null && edge.signum() >= 0;
  }

  /** Whether the edge is at least so many times what being wrong costs. */
  boolean hasCushion(BigDecimal times) {
    return isExecutable() && edge.compareTo(times.multiply(spread.add(moved))) >= 0;
  }

  boolean hasDepth(BigDecimal times) {
    return depth.compareTo(times) >= 0;
  }

  PastTrades past(Placing mode) {
    return past.getOrDefault(mode, PastTrades.NONE);
  }

  boolean isTooLarge(Placing mode) {
    return tooLarge.containsKey(mode);
  }

  /** For people. */
  String numbers() {
    return edge == null
        ? "some leg has no quote to trade on"
        : "edge %s, spreads %s, moved %s in a minute, sizes %s × what is needed"
            .formatted(
                Decimals.price(edge),
                Decimals.price(spread),
                Decimals.price(moved),
                Decimals.price(depth));
  }
}
