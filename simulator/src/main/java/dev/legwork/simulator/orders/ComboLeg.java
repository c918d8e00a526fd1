package dev.legwork.simulator.orders;

import dev.legwork.simulator.contracts.Instrument;

/**
 * One leg of a combination.
 *
 * @param side its side when the combination is bought
 * @param ratio contracts or shares in one combination, positive
 */
public record ComboLeg(Instrument instrument, Side side, int ratio) {
  public ComboLeg {
    if (ratio <= 0) {
      throw new IllegalArgumentException("a leg's ratio must be positive, is " + ratio);
    }
  }
}
