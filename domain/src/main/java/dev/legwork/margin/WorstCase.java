package dev.legwork.margin;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.List;

/**
 * Some legs held alone, in the market that is the worst for them.
 *
 * @param legs their names
 * @param requirement initial margin by Reg-T in that market, USD
 * @param loss what the account's equity with loan value has lost by then, USD; negative for a gain,
 *     such as a premium taken in
 */
public record WorstCase(List<String> legs, Shock shock, BigDecimal requirement, BigDecimal loss) {

  public WorstCase {
    legs = List.copyOf(legs);
  }

  /** How much of the available funds is used up, USD. */
  public BigDecimal needed() {
    return requirement.add(loss);
  }

  @Override
  public String toString() {
    return "%s alone needs %s USD of the available funds (%s)"
        .formatted(String.join("+", legs), Decimals.price(needed()), shock);
  }
}
