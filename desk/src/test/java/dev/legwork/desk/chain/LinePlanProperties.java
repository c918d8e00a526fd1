package dev.legwork.desk.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LinePlanProperties {

  @Property
  void neverHasMoreLinesThanThereAreAndNoneTwice(
      @ForAll @IntRange(max = 30) int stocks,
      @ForAll @IntRange(max = 300) int options,
      @ForAll @IntRange(max = 120) int lines,
      @ForAll @LongRange(max = 1000) long turn) {
    LinePlan<Integer> plan = plan(stocks, options, lines, turn);

    assertThat(plan.all()).hasSize(Math.min(lines, stocks + options)).doesNotHaveDuplicates();
    assertThat(plan.left()).isEqualTo(stocks + options - plan.all().size());
  }

  @Property
  void alwaysHasTheUnderlyings(
      @ForAll @IntRange(max = 30) int stocks,
      @ForAll @IntRange(max = 300) int options,
      @ForAll @IntRange(min = 30, max = 120) int lines,
      @ForAll @LongRange(max = 1000) long turn) {
    assertThat(plan(stocks, options, lines, turn).near()).containsAll(stocks(stocks));
  }

  @Property
  void keepsTheNearestWhateverTheTurn(
      @ForAll @IntRange(max = 30) int stocks,
      @ForAll @IntRange(max = 300) int options,
      @ForAll @IntRange(max = 120) int lines,
      @ForAll @LongRange(max = 1000) long turn) {
    LinePlan<Integer> plan = plan(stocks, options, lines, turn);

    assertThat(plan.near()).isEqualTo(plan(stocks, options, lines, 0).near());
    List<Integer> near = plan.near().stream().filter(o -> o > 0).toList();
    assertThat(near).isEqualTo(options(near.size()));
  }

  @Property
  void everyOptionHasItsTurn(
      @ForAll @IntRange(max = 10) int stocks,
      @ForAll @IntRange(max = 200) int options,
      @ForAll @IntRange(min = 11, max = 60) int lines) {
    Set<Integer> seen = new HashSet<>();
    for (long turn = 0; turn < options; turn++) {
      seen.addAll(plan(stocks, options, lines, turn).all());
    }

    assertThat(seen).containsAll(options(options));
  }

  private static LinePlan<Integer> plan(int stocks, int options, int lines, long turn) {
    return LinePlan.of(stocks(stocks), options(options), lines, turn);
  }

  private static List<Integer> stocks(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> -n).toList();
  }

  private static List<Integer> options(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
