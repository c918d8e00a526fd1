package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/**
 * A trade holds 100 shares, and its stop stands; another is short 100 of them, has ended, and has
 * no stop. The account shows what both hold, and what others did.
 */
class ClaimsTest {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Test
  void aShortOneThatPeopleCloseStandsBeforeItAsLongAsNobodyHasBoughtItBack() {
    assertThat(gone(0, 0, 0, 0)).as("both are there").isZero();
    assertThat(gone(100, 0, 100, 0)).as("the short one was bought back").isZero();
    assertThat(gone(-100, 0, 0, 100)).as("the long one was sold").isEqualTo("100");
    assertThat(gone(0, 0, 100, 100)).as("both were closed").isEqualTo("100");
  }

  @Test
  void whatNobodyTellsCountsAsIfOthersHadExecutedIt() {
    assertThat(gone(100, 100, 0, 0)).as("bought back, or somebody's own").isZero();
    assertThat(gone(-100, -100, 0, 0)).as("the long one was sold").isEqualTo("100");
  }

  @Test
  void aShortPositionIsJudgedAlike() {
    Claims claims = idle(100, 0, 0, 100);
    AccountPosition position = position(-100, 0, claims);

    assertThat(position.notHeld(HUNDRED.negate(), BigDecimal.ZERO)).isZero();
    assertThat(position(0, 0, idle(100, 0, 0, 0)).notHeld(HUNDRED.negate(), BigDecimal.ZERO))
        .as("the long one is there")
        .isZero();
    assertThat(position(100, 0, idle(100, 0, 100, 0)).notHeld(HUNDRED.negate(), BigDecimal.ZERO))
        .as("the short one was bought back by others")
        .isEqualTo("-100");
  }

  /** What the account does not hold of the 100. */
  private static BigDecimal gone(int held, int unexplained, int bought, int sold) {
    return position(held, unexplained, idle(0, -100, bought, sold))
        .notHeld(HUNDRED, BigDecimal.ZERO);
  }

  private static AccountPosition position(int held, int unexplained, Claims claims) {
    BigDecimal more = BigDecimal.valueOf(unexplained);
    return new AccountPosition(
        BigDecimal.valueOf(held),
        more,
        BigDecimal.ZERO,
        claims.beforeLong(more),
        claims.beforeShort(more));
  }

  private static Claims idle(int longs, int shorts, int bought, int sold) {
    return new Claims(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.valueOf(longs),
        BigDecimal.valueOf(shorts),
        BigDecimal.valueOf(bought),
        BigDecimal.valueOf(sold));
  }
}
