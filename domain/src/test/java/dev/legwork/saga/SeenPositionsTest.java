package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The trade that asks holds 100 shares. */
class SeenPositionsTest {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final SeenPositions seen = new SeenPositions();

  private BigDecimal notHeld(int position, int unexplained, int beside, int soldLately) {
    return seen.notHeld(
        "stock",
        new AccountPosition(
            BigDecimal.valueOf(position),
            BigDecimal.valueOf(unexplained),
            BigDecimal.ZERO,
            BigDecimal.valueOf(beside),
            BigDecimal.ZERO,
            BigDecimal.valueOf(soldLately),
            BigDecimal.ZERO),
        HUNDRED);
  }

  @Test
  void aSaleThatIsShownTakesNothing() {
    assertThat(notHeld(200, 0, 100, 0)).isZero();
    assertThat(notHeld(140, 0, 40, 60)).as("60 of the other 100 are sold").isZero();
  }

  @Test
  void aSaleThatIsNotShownYetMakesNobodyRich() {
    assertThat(notHeld(200, 100, 0, 100)).as("both held 100, the other's are sold").isZero();
    assertThat(notHeld(100, 100, 0, 100))
        .as("a stranger is known to have sold 100")
        .isEqualTo("100");
  }

  /** Nobody told us of the stranger who sold 100 of our 200. */
  @Test
  void whatAStrangerTookDoesNotComeBackByASaleOfOurs() {
    assertThat(notHeld(100, -100, 100, 0)).isEqualTo("100");
    assertThat(notHeld(100, 0, 0, 100)).as("sold, and not shown").isEqualTo("100");
    assertThat(notHeld(0, -100, 0, 100)).as("sold, and shown").isEqualTo("100");
  }

  /** A person's own shares, of which some were sold, are none of ours. */
  @Test
  void sharesThatAreOnlyUnexplainedAreNoLag() {
    assertThat(notHeld(400, 300, 0, 0)).isZero();
    assertThat(notHeld(400, 300, 0, 100)).isZero();
  }

  @Test
  void ourOwnSaleInPartIsCountedOnceWhetherItIsShownOrNot() {
    SeenPositions sixtyGone = new SeenPositions();
    AccountPosition before = partlyGone(40, -60, 0);
    assertThat(sixtyGone.notHeld("stock", before, HUNDRED)).isEqualTo("60");

    BigDecimal eighty = BigDecimal.valueOf(80);
    assertThat(sixtyGone.notHeld("stock", partlyGone(20, -60, 20), eighty)).isEqualTo("60");
    assertThat(sixtyGone.notHeld("stock", partlyGone(40, -40, 20), eighty)).isEqualTo("60");
  }

  /** The first look came before the position showed our own entry. */
  @Test
  void ourOwnEntryThatWasNotShownYetIsNoStrangersSale() {
    SeenPositions fresh = new SeenPositions();
    AccountPosition before =
        new AccountPosition(
            BigDecimal.ZERO,
            HUNDRED.negate(),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            HUNDRED);
    assertThat(fresh.notHeld("stock", before, HUNDRED)).isEqualTo("100");

    BigDecimal sixty = BigDecimal.valueOf(60);
    assertThat(fresh.notHeld("stock", partlyGone(60, 0, 40), sixty))
        .as("40 were sold, and that is shown")
        .isZero();
  }

  private static AccountPosition partlyGone(int position, int unexplained, int soldLately) {
    return new AccountPosition(
        BigDecimal.valueOf(position),
        BigDecimal.valueOf(unexplained),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.valueOf(soldLately),
        BigDecimal.ZERO);
  }
}
