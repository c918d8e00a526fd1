package dev.legwork.unwind;

import static dev.legwork.unwind.KeptTest.stockAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.book.LegBook;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeptProperties {

  /** Invariant 6: no reversal through zero, and never more than what is beyond. */
  @Property
  void closingNeverPassesZeroNorWhatIsKept(
      @ForAll @IntRange(min = -300, max = 300) int net,
      @ForAll @IntRange(min = -300, max = 300) int kept) {
    LegBook leg = stockAt(net);
    BigDecimal surplus = new Kept(Map.of("stock", BigDecimal.valueOf(kept))).surplus(leg);

    BigDecimal left = leg.net().subtract(surplus);

    assertThat(left.signum() * leg.net().signum()).isGreaterThanOrEqualTo(0);
    assertThat(left.abs()).isLessThanOrEqualTo(leg.net().abs());
    assertThat(left.abs()).isLessThanOrEqualTo(BigDecimal.valueOf(Math.abs(kept)));
  }
}
