package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Verdict;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.session.WriteResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Entry orders that are sent once more, after it was proven that they never arrived. */
class DeskResendTest {
  /** The stock works at 69.79: 6979 of the 7100 that the bound allows. */
  private static final BigDecimal STOCK_WORKS = new BigDecimal("6979");

  @Test
  void sendsTheMissingLegsAsNewAttemptsInsideWhatIsLeft() {
    DeskRig rig = withOnlyTheStock();

    DeskRig.now(resend(rig, 5, STOCK_WORKS));

    // 1.21 is left for P − C: executable 1.25 − 1.00, so that 0.96 of slack is shared.
    assertThat(rig.venue.orderWrites().getLast())
        .hasSize(2)
        .allMatch(order -> order.contains("|put|E2 ") || order.contains("|call|E2 "));
    assertThat(rig.store.allIntents())
        .filteredOn(stored -> stored.ref().attempt() == 2)
        .extracting(stored -> stored.placed().orderId())
        .containsExactly(4, 5);
  }

  @Test
  void expiresTheNewAttemptsWithWhatRemainsOfTheTotalTime() {
    DeskRig rig = withOnlyTheStock();

    resend(rig, 5, STOCK_WORKS);

    // 16:00:06 at the venue, and a little, 9 s that remain, and the grace of 30 s
    assertThat(rig.store.allIntents())
        .filteredOn(stored -> stored.ref().attempt() == 2)
        .extracting(stored -> stored.placed().intent().goodTill().truncatedTo(ChronoUnit.SECONDS))
        .containsOnly(Instant.parse("2026-11-20T16:00:45Z"));
  }

  @Test
  void keepsAllLimitsTogetherInsideTheBound() {
    DeskRig rig = withOnlyTheStock();

    resend(rig, 5, STOCK_WORKS);

    BigDecimal together =
        rig.store.allIntents().stream()
            .filter(stored -> stored.over() == null)
            .map(stored -> stored.placed().intent())
            .map(
                intent ->
                    intent
                        .side()
                        .signed(intent.quantity())
                        .multiply(intent.limit())
                        .multiply(
                            BigDecimal.valueOf(intent.instrument().spec().isOption() ? 100 : 1)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(together).isLessThanOrEqualTo(new BigDecimal("7100"));
  }

  @Test
  void refusesLegsThatAreNotMarketableInsideWhatIsLeft() {
    DeskRig rig = withOnlyTheStock();

    EntryAnswer answer = DeskRig.now(resend(rig, 5, new BigDecimal("7080")));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void refusesAHolderWhoseTokenIsStaleByNow() {
    DeskRig rig = withOnlyTheStock();
    rig.store.raiseFence(6);

    EntryAnswer answer = DeskRig.now(resend(rig, 5, STOCK_WORKS));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.FENCED));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void refusesASuccessorWhosePredecessorIsNotProvenAbsent() {
    DeskRig rig = DeskRig.working();

    EntryAnswer answer = DeskRig.now(resend(rig, 5, STOCK_WORKS));

    assertThat(answer).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void answersARepeatedResendWithWhatIsStored() {
    DeskRig rig = withOnlyTheStock();
    DeskRig.now(resend(rig, 5, STOCK_WORKS));

    EntryAnswer again = DeskRig.now(resend(rig, 5, STOCK_WORKS));

    assertThat(again).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  private static CompletableFuture<EntryAnswer> resend(
      DeskRig rig, long token, BigDecimal committed) {
    EntryPlan plan =
        new EntryPlan(
            DeskRig.conversion("71.00"),
            token,
            List.of("put", "call"),
            2,
            Duration.ofSeconds(9),
            committed);
    CompletableFuture<EntryAnswer> answer = rig.core.enter(plan, Duration.ofSeconds(5));
    for (int i = 0; i < 20 && !answer.isDone(); i++) {
      rig.pass(Duration.ofMillis(25));
    }
    return answer;
  }

  /** Nobody knew what became of the write; a later session knows the stock and nothing else. */
  private static DeskRig withOnlyTheStock() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.enter();
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_ABSENT);
    rig.venue.ordersAre = WriteResult.WRITTEN;
    return rig;
  }
}
