package dev.legwork.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChildrenProperties {
  private static OrderIntent order(int quantity) {
    return new OrderIntent(
        new OrderRef("t1", "stock", Purpose.ENTRY, 4),
        "DU1",
        Conversion.STOCK,
        Side.BUY,
        BigDecimal.valueOf(quantity),
        Conversion.d("69.60"),
        null);
  }

  @Property
  void splitsIntoAsFewAndAsEvenOrdersAsTheSizeAllows(
      @ForAll @IntRange(min = 1, max = 100_000) int quantity,
      @ForAll @IntRange(min = 1, max = 100_000) int most) {
    Assume.that(quantity / most < 2_000);
    List<BigDecimal> sizes = Children.sizes(BigDecimal.valueOf(quantity), BigDecimal.valueOf(most));

    assertThat(sizes.stream().mapToInt(BigDecimal::intValueExact).sum()).isEqualTo(quantity);
    assertThat(sizes)
        .hasSize((quantity + most - 1) / most)
        .allSatisfy(size -> assertThat(size).isPositive().isLessThanOrEqualTo(bd(most)));
    assertThat(sizes.getFirst().subtract(sizes.getLast())).isBetween(bd(0), bd(1));
  }

  @Property
  void keepsAllThatTheOrderWasButItsSizeAndTellsItAgainAsOne(
      @ForAll @IntRange(min = 1, max = 500) int quantity,
      @ForAll @IntRange(min = 1, max = 500) int most,
      @ForAll @IntRange(min = 1, max = 500) int legs) {
    OrderIntent whole = order(quantity);

    List<OrderIntent> children = Children.of(whole.ofAtMost(bd(legs)), bd(most));

    int count = children.size();
    for (int i = 0; i < count; i++) {
      OrderIntent child = children.get(i);
      assertThat(child.ref().attempt()).isEqualTo(4 + i);
      assertThat(child.firstAttempt()).isEqualTo(4);
      assertThat(child.child()).isEqualTo(count == 1 ? null : Integer.valueOf(i + 1));
      assertThat(child.limit()).isEqualTo(whole.limit());
      assertThat(child.quantity()).isLessThanOrEqualTo(bd(Math.min(most, legs)));
      assertThat(child.isSiblingOf(children.getFirst())).isTrue();
    }
    assertThat(Children.wholes(children))
        .singleElement()
        .extracting(OrderIntent::ref, OrderIntent::quantity)
        .containsExactly(whole.ref(), whole.quantity());
  }

  private static BigDecimal bd(int number) {
    return BigDecimal.valueOf(number);
  }
}
