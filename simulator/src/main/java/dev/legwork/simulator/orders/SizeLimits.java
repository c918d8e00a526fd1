package dev.legwork.simulator.orders;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;

/**
 * How large an order may be, as TWS limits it in its precautionary settings: by the kind of
 * contract, of a combination by what it trades of each leg.
 *
 * @param shares of a stock, positive
 * @param contracts of an option, positive
 */
public record SizeLimits(BigDecimal shares, BigDecimal contracts) {
  /** What is always refused. */
  public static final BigDecimal LARGEST = new BigDecimal("10000000");

  public static final SizeLimits USUAL = new SizeLimits(LARGEST, LARGEST);

  public SizeLimits {
    if (shares.signum() <= 0 || contracts.signum() <= 0) {
      throw new IllegalArgumentException(
          "size limits must be positive: " + shares + ", " + contracts);
    }
  }

  private BigDecimal of(Instrument contract) {
    return contract.isOption() ? contracts : shares;
  }

  /** The limit that so much of a product goes beyond; null if it goes beyond none. */
  public BigDecimal exceededBy(Product product, BigDecimal quantity) {
    return product.legs().stream()
        .filter(
            leg ->
                quantity.multiply(BigDecimal.valueOf(leg.ratio())).compareTo(of(leg.instrument()))
                    > 0)
        .map(leg -> of(leg.instrument()))
        .findFirst()
        .orElse(null);
  }
}
