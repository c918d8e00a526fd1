package dev.legwork.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Verdict;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final long SECOND = 1_000_000_000L;
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final BigDecimal THREE = BigDecimal.valueOf(3);

  @Test
  void anEndedCountedQuietOrderIsProven() {
    assertThat(judge(THREE, THREE, at(10), at(11), 10, 12)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void executionsThatAddUpProveAlone() {
    assertThat(judge(FIVE, FIVE, none(), none(), 12, 12)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void withoutATerminalAnswerNothingIsProvenHoweverLongItIsQuiet() {
    assertThat(judge(THREE, THREE, none(), at(11), 0, 1_000)).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aQueryBegunBeforeTheAnswerProvesNothing() {
    assertThat(judge(THREE, THREE, at(10), at(9), 10, 12)).isEqualTo(Verdict.LIVE);
  }

  @Test
  void fewerExecutionsThanEverReportedProveNothing() {
    assertThat(judge(THREE, FIVE, at(10), at(11), 10, 12)).isEqualTo(Verdict.LIVE);
  }

  /** fault O11, fault O2: a status was late, and its fill had been taken back before it came. */
  @Test
  void whatWasTakenBackExplainsALateStatusOnceAQueryTenSecondsAfterItShowsNothingMore() {
    assertThat(Proof.judge(takenBack(THREE, at(19)), 30 * SECOND)).isEqualTo(Verdict.LIVE);
    assertThat(Proof.judge(takenBack(THREE, at(20)), 30 * SECOND))
        .isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(Proof.judge(takenBack(FIVE, at(20)), 30 * SECOND)).isEqualTo(Verdict.LIVE);
  }

  private static Evidence takenBack(BigDecimal seen, OptionalLong query) {
    return new Evidence(
        FIVE, BigDecimal.ZERO, THREE, seen, BigDecimal.ZERO, at(5), query, 10 * SECOND, false);
  }

  @Test
  void withoutASecondOfQuietNothingIsProven() {
    Evidence evidence = evidence(THREE, THREE, at(10), at(11), 12 * SECOND);

    assertThat(Proof.judge(evidence, 13 * SECOND - 1)).isEqualTo(Verdict.LIVE);
    assertThat(Proof.judge(evidence, 13 * SECOND)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  private static Verdict judge(
      BigDecimal executed,
      BigDecimal seen,
      OptionalLong terminal,
      OptionalLong query,
      long heard,
      long now) {
    return Proof.judge(evidence(executed, seen, terminal, query, heard * SECOND), now * SECOND);
  }

  private static Evidence evidence(
      BigDecimal executed, BigDecimal seen, OptionalLong terminal, OptionalLong query, long heard) {
    return new Evidence(FIVE, executed, executed, seen, executed, terminal, query, heard, false);
  }

  private static OptionalLong at(long seconds) {
    return OptionalLong.of(seconds * SECOND);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
