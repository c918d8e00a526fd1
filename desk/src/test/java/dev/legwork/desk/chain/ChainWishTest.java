package dev.legwork.desk.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChainWishTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private static ChainWish wish(int minDays, int maxDays, int expiries, int below, int above) {
    return new ChainWish(
        minDays, maxDays, expiries, BigDecimal.valueOf(below), BigDecimal.valueOf(above));
  }

  @Test
  void takesTheNearestExpiriesOfItsDays() {
    Set<LocalDate> listed =
        Set.of(
            TODAY.plusDays(14),
            TODAY.plusDays(15),
            TODAY.plusDays(22),
            TODAY.plusDays(50),
            TODAY.plusDays(51));

    assertThat(wish(15, 50, 12, 1, 1).of(listed, TODAY))
        .isEqualTo(List.of(TODAY.plusDays(15), TODAY.plusDays(22), TODAY.plusDays(50)));
    assertThat(wish(15, 50, 1, 1, 1).of(listed, TODAY)).isEqualTo(List.of(TODAY.plusDays(15)));
  }

  @Test
  void holdsWhatTwoStrategiesWish() {
    assertThat(wish(15, 50, 12, 25, 25).and(wish(19, 45, 1000, 30, 0)))
        .isEqualTo(wish(15, 50, 1012, 30, 25));
  }

  @Test
  void refusesWhatNobodyCanMean() {
    assertThatThrownBy(() -> wish(20, 10, 1, 1, 1)).hasMessageContaining("20, 10");
    assertThatThrownBy(() -> wish(1, 2, 0, 1, 1)).hasMessageContaining("maxExpiries");
    assertThatThrownBy(() -> wish(1, 2, 1, -1, 1)).hasMessageContaining("-1");
  }

  @Test
  void takesTheClassOfTheStocksOwnNameAndNoAdjustedOne() {
    TreeSet<LocalDate> few = new TreeSet<>(Set.of(TODAY));
    TreeSet<LocalDate> many = new TreeSet<>(Set.of(TODAY, TODAY.plusDays(7)));
    OptionClass own = new OptionClass("BRKB", 100, few);
    OptionClass adjusted = new OptionClass("BRKB1", 100, many);
    OptionClass mini = new OptionClass("BRKB", 10, many);
    OptionClass other = new OptionClass("BRKX", 100, few);

    assertThat(OptionClass.standard("BRK B", List.of(mini, adjusted, own))).contains(own);
    assertThat(OptionClass.standard("BRK B", List.of(mini, adjusted, other))).contains(other);
    assertThat(OptionClass.standard("BRK B", List.of(mini, adjusted))).isEmpty();
  }
}
