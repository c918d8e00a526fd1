package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AccountPositionProperties {

  /**
   * Whatever others hold: what is closed brings the account's position towards zero, never past.
   */
  @Property
  void whatIsClosedNeverTurnsTheAccountsPositionNorEnlargesIt(
      @ForAll @IntRange(min = -200, max = 200) int position,
      @ForAll @IntRange(min = -200, max = 200) int unexplained,
      @ForAll @IntRange(min = -200, max = 200) int byOthers,
      @ForAll @IntRange(min = -100, max = 100) int surplus) {
    BigDecimal gone =
        new AccountPosition(
                BigDecimal.valueOf(position),
                BigDecimal.valueOf(unexplained),
                BigDecimal.valueOf(byOthers))
            .gone(BigDecimal.valueOf(surplus));
    int closed = surplus - gone.intValueExact();
    int after = position - closed;

    assertThat(gone.signum() * surplus).isGreaterThanOrEqualTo(0);
    assertThat(Math.abs(closed)).isLessThanOrEqualTo(Math.abs(surplus));
    assertThat(closed * surplus).isGreaterThanOrEqualTo(0);
    assertThat(Math.abs(after)).isLessThanOrEqualTo(Math.abs(position));
    assertThat((long) after * position).isGreaterThanOrEqualTo(0);
  }
}
