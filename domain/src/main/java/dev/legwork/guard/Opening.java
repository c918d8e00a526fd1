package dev.legwork.guard;

import dev.legwork.order.Children;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.OrderIntent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wave that is about to open.
 *
 * @param account on which
 * @param underlying of the trade
 * @param legs of the trade
 * @param begins whether it is the trade's first wave
 * @param capital what the trade binds with it, USD ({@link #capital(List)})
 * @param orders of the wave, and, where it is the trade's first, those that are to follow it
 */
public record Opening(
    String account,
    String underlying,
    int legs,
    boolean begins,
    BigDecimal capital,
    List<OrderIntent> orders) {
  public Opening {
    orders = List.copyOf(orders);
  }

  /**
   * @param earlier the trade's opening orders so far
   * @param following orders of later waves, which the first one must not begin if the account has
   *     no room for them
   * @param prices USD per share by leg name, as far as they are known: what a combo's legs trade at
   */
  public static Opening of(
      String account,
      String underlying,
      int legs,
      List<OrderIntent> earlier,
      List<OrderIntent> wave,
      List<OrderIntent> following,
      Map<String, BigDecimal> prices) {
    List<OrderIntent> coming = Stream.concat(wave.stream(), following.stream()).toList();
    List<OrderIntent> all = Stream.concat(earlier.stream(), coming.stream()).toList();
    return new Opening(account, underlying, legs, earlier.isEmpty(), capital(all, prices), coming);
  }

  /**
   * What a trade binds at most: the gross value of its opening orders at their limits, bought and
   * sold alike, USD: the sum over its legs of the largest quantity × highest limit × multiplier.
   * Attempts of a leg come one after the other, and together never for more than the leg; the
   * children of an order count together. A combo's order, which limits the net alone, counts what
   * its legs trade at, and at least its net.
   *
   * @param legPrices USD per share by leg name, for combos
   */
  public static BigDecimal capital(List<OrderIntent> opening, Map<String, BigDecimal> legPrices) {
    Map<String, BigDecimal> quantities = new HashMap<>();
    Map<String, BigDecimal> prices = new HashMap<>();
    for (OrderIntent intent : Children.wholes(opening)) {
      BigDecimal price =
          intent.isCombo()
              ? value(intent, legPrices)
              : cash(intent.limit(), intent.instrument().multiplier());
      quantities.merge(intent.ref().leg(), intent.quantity(), BigDecimal::max);
      prices.merge(intent.ref().leg(), price, BigDecimal::max);
    }
    return quantities.entrySet().stream()
        .map(leg -> leg.getValue().multiply(prices.get(leg.getKey())))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros();
  }

  /** Gross, of one unit, USD. */
  private static BigDecimal value(OrderIntent combo, Map<String, BigDecimal> legPrices) {
    BigDecimal gross = BigDecimal.ZERO;
    for (ComboLeg leg : combo.combo().legs()) {
      BigDecimal price = legPrices.getOrDefault(leg.name(), BigDecimal.ZERO);
      gross = gross.add(cash(price, leg.ratio() * leg.instrument().multiplier()));
    }
    return gross.max(cash(combo.limit(), combo.combo().multiplier()));
  }

  private static BigDecimal cash(BigDecimal price, int multiplier) {
    return price.abs().multiply(BigDecimal.valueOf(multiplier));
  }
}
