package dev.legwork.order;

import dev.legwork.contract.Instrument;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One leg of a combo.
 *
 * @param name of the trade's leg
 * @param action the side that it trades when the combo is bought
 * @param ratio shares or contracts in one unit, from 1
 */
public record ComboLeg(String name, Instrument instrument, Side action, int ratio) {
  public ComboLeg {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(action, "action");
    if (ratio < 1) {
      throw new IllegalArgumentException(name + ": ratio must be at least 1, not " + ratio);
    }
  }

  /** Shares or contracts in so many units. */
  public BigDecimal quantity(BigDecimal units) {
    return units.multiply(BigDecimal.valueOf(ratio));
  }
}
