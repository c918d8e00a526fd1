package dev.legwork.unwind;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The positions that an unwinding leaves alone.
 *
 * @param positions by leg name, signed; a leg that is not here is closed altogether
 */
public record Kept(Map<String, BigDecimal> positions) {
  public static final Kept NOTHING = new Kept(Map.of());

  public Kept {
    positions = Map.copyOf(positions);
  }

  /** What was asked for: only what goes beyond it is closed. */
  public static Kept asRequested(ExecutionRequest request) {
    Map<String, BigDecimal> positions = new LinkedHashMap<>();
    request
        .legs()
        .forEach(
            leg ->
                positions.put(leg.name(), leg.action().signed(leg.quantity(request.quantity()))));
    return new Kept(positions);
  }

  /** What is kept of this leg, signed. */
  public BigDecimal of(LegBook leg) {
    return positions.getOrDefault(leg.leg().name(), BigDecimal.ZERO);
  }

  /**
   * What is to be closed of the leg, signed as its position. Closing it never passes through zero,
   * and where less is held than kept, nothing is.
   */
  public BigDecimal surplus(LegBook leg) {
    BigDecimal kept = of(leg);
    BigDecimal net = leg.net();
    if (kept.signum() * net.signum() < 0) {
      return net;
    }
    return net.abs().compareTo(kept.abs()) > 0
        ? Decimals.normal(net.subtract(kept))
        : BigDecimal.ZERO;
  }

  /** Whether nothing is to be closed. */
  public boolean isReached(TradeBook book) {
    return book.legs().stream().allMatch(leg -> Decimals.isZero(surplus(leg)));
  }
}
