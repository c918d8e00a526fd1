package dev.legwork.guard;

import dev.legwork.order.OrderIntent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A wave that is about to open.
 *
 * @param account on which
 * @param underlying of the trade
 * @param legs of the trade
 * @param begins whether it is the trade's first wave
 * @param capital what the trade binds with it, USD ({@link #capital(List)})
 * @param orders of the wave
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
   */
  public static Opening of(
      String account,
      String underlying,
      int legs,
      List<OrderIntent> earlier,
      List<OrderIntent> wave) {
    List<OrderIntent> all = new ArrayList<>(earlier);
    all.addAll(wave);
    return new Opening(account, underlying, legs, earlier.isEmpty(), capital(all), wave);
  }

  /**
   * What a trade binds at most: the gross value of its opening orders at their limits, bought and
   * sold alike, USD: the sum over its legs of the largest quantity × highest limit × multiplier.
   * Attempts of a leg come one after the other, and together never for more than the leg. A combo's
   * order, which has no other limit, counts at its net.
   */
  public static BigDecimal capital(List<OrderIntent> opening) {
    Map<String, BigDecimal> quantities = new HashMap<>();
    Map<String, BigDecimal> prices = new HashMap<>();
    for (OrderIntent intent : opening) {
      int multiplier =
          intent.isCombo() ? intent.combo().multiplier() : intent.instrument().multiplier();
      BigDecimal price = intent.limit().abs().multiply(BigDecimal.valueOf(multiplier));
      quantities.merge(intent.ref().leg(), intent.quantity(), BigDecimal::max);
      prices.merge(intent.ref().leg(), price, BigDecimal::max);
    }
    return quantities.entrySet().stream()
        .map(leg -> leg.getValue().multiply(prices.get(leg.getKey())))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros();
  }
}
