package dev.legwork.desk.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StrikesTest {
  private static final long[] STRIKES = {650, 660, 670, 680, 690, 700};
  private static final long FAR = 1000;

  @Test
  void findsTheStrikeAtOrBelowThePrice() {
    assertThat(Strikes.middle(STRIKES, 675, -1)).isEqualTo(2);
    assertThat(Strikes.middle(STRIKES, 670, -1)).isEqualTo(2);
    assertThat(Strikes.middle(STRIKES, 1, -1)).isZero();
    assertThat(Strikes.middle(STRIKES, 9999, -1)).isEqualTo(5);
  }

  @Test
  void staysWhileThePriceFlickersAboutAStrike() {
    int middle = Strikes.middle(STRIKES, 679, -1);

    assertThat(Strikes.middle(STRIKES, 681, middle)).isEqualTo(middle);
    assertThat(Strikes.middle(STRIKES, 668, middle)).isEqualTo(middle);
    assertThat(Strikes.middle(STRIKES, 683, middle)).isEqualTo(middle + 1);
    assertThat(Strikes.middle(STRIKES, 667, middle)).isEqualTo(middle - 1);
  }

  @Test
  void goesFromTheMoneyOutwards() {
    assertThat(Strikes.rings(STRIKES, 2, FAR, FAR))
        .usingRecursiveComparison()
        .isEqualTo(List.of(new int[] {2, 3}, new int[] {1, 4}, new int[] {0, 5}));
  }

  @Test
  void stopsWhereTheWishEnds() {
    assertThat(Strikes.rings(STRIKES, 2, 20, 0))
        .usingRecursiveComparison()
        .isEqualTo(List.of(new int[] {2, 3}, new int[] {1}, new int[] {0}));
    assertThat(Strikes.rings(STRIKES, 5, 5, 5))
        .usingRecursiveComparison()
        .isEqualTo(List.of(new int[] {5}));
  }
}
