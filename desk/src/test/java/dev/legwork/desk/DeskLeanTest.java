package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Lean;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The short call leans on the stock that is bought, of which 100 shares are needed. */
class DeskLeanTest {

  @Test
  void placesTheRiskLegWhereItsHedgeShowsEnough() {
    DeskRig rig = DeskRig.serving();

    assertThat(DeskRig.now(rig.enter(leaning("1"), 5))).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void placesNothingWhereItsHedgeShowsTooLittle() {
    DeskRig rig = DeskRig.serving();

    Reason reason = refusal(rig.enter(leaning("1000"), 5));

    assertThat(reason.code()).isEqualTo(ReasonCode.HEDGE_SIZE);
    assertThat(reason.detail())
        .startsWith("the hedge stock (TWX) shows ")
        .endsWith("and 100000 is asked for: 1000 times the 100 that are missing of it");
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents()).isEmpty();
  }

  /** Sent alone after its hedge, which has executed all but 40 shares, it is judged by these. */
  @Test
  void looksAtTheHedgeAlsoWhereTheRiskLegIsSentAlone() {
    DeskRig rig = DeskRig.serving();

    Reason reason = refusal(after(rig, leaning("1000"), "60"));

    assertThat(reason.detail()).endsWith("1000 times the 40 that are missing of it");
  }

  @Test
  void needsNothingShownOfAHedgeThatHasExecuted() {
    DeskRig rig = DeskRig.serving();

    assertThat(DeskRig.now(after(rig, leaning("1000"), "100")))
        .isInstanceOf(EntryAnswer.Entered.class);
  }

  /** fault S10: the ticks stop without an error, and what they showed last stands there. */
  @Test
  void trustsNoSizeOfAFeedThatWentSilent() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    rig.pass(Duration.ofSeconds(6));
    ExecutionRequest next =
        DeskRig.conversion("t2", "71.00").leaning(new Lean(new BigDecimal("1")));

    CompletableFuture<EntryAnswer> answer = rig.enter(next, 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(refusal(answer).code()).isEqualTo(ReasonCode.HEDGE_SIZE);
  }

  private static CompletableFuture<EntryAnswer> after(
      DeskRig rig, ExecutionRequest request, String executed) {
    CompletableFuture<EntryAnswer> answer =
        rig.core.enter(
            new EntryPlan(
                request,
                5,
                List.of("call"),
                1,
                null,
                new BigDecimal("6960"),
                null,
                Map.of("stock", new BigDecimal(executed)),
                null,
                null,
                null),
            Duration.ofSeconds(5));
    rig.pass(Duration.ofSeconds(1));
    return answer;
  }

  private static Reason refusal(CompletableFuture<EntryAnswer> answer) {
    return ((EntryAnswer.Refused) DeskRig.now(answer)).reason();
  }

  private static ExecutionRequest leaning(String size) {
    return DeskRig.conversion("71.00").leaning(new Lean(new BigDecimal(size)));
  }
}
