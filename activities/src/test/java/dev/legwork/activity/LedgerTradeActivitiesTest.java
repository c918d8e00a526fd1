package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.num.Decimals;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.FieldError;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.Registration;
import dev.legwork.workflow.execution.Registration.Accepted;
import dev.legwork.workflow.execution.Registration.Duplicate;
import dev.legwork.workflow.execution.Registration.Invalid;
import dev.legwork.workflow.execution.Registration.Repeated;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTradeActivitiesTest {
  private final Trial trial = new Trial();

  @Test
  void acceptsARequestAndNamesTheLockItNeeds() {
    Accepted accepted = (Accepted) trial.register("run-1");

    assertThat(accepted.request().id()).isEqualTo(trial.id);
    assertThat(accepted.lock()).isEqualTo(trial.account);
    assertThat(Trial.LEDGER.executions().find(trial.id)).isPresent();
  }

  @Test
  void tellsTheDeskOnceOfATradeThatComes() {
    Accepted accepted = (Accepted) trial.register("run-1");
    trial.register("run-1");
    trial.register("run-2");

    assertThat(Trial.COMING)
        .filteredOn(coming -> coming.id().equals(trial.id))
        .containsExactly(accepted.request());
  }

  /** It may have waited for a worker since. */
  @Test
  void aTradeIsAcceptedWhenItsWorkflowWasStarted() {
    Accepted accepted = (Accepted) trial.register("run-1");

    assertThat(accepted.acceptedAt()).isEqualTo(trial.started);
    assertThat(Trial.LEDGER.executions().find(trial.id).orElseThrow().acceptedAt())
        .isEqualTo(trial.started);
  }

  @Test
  void answersTheSameWhenItsOwnRunAsksAgain() {
    Registration first = trial.register("run-1");

    assertThat(trial.register("run-1")).isEqualTo(first);
  }

  @Test
  void answersAnotherRunWithTheStoredOutcome() {
    trial.register("run-1");
    trial.enter(3);
    trial.fill(100);
    trial.end(TradeState.COMMITTED);

    Repeated repeated = (Repeated) trial.register("run-2");

    assertThat(repeated.outcome().state()).isEqualTo(TradeState.COMMITTED);
    assertThat(repeated.outcome().legs().getFirst().executed()).isEqualByComparingTo("100");
  }

  @Test
  void refusesAnotherRequestUnderATakenId() {
    trial.register("run-1");

    assertThat(trial.register("run-2", trial.request().replace("6972", "6971")))
        .isInstanceOf(Duplicate.class);
  }

  @Test
  void takesTheSameRequestWrittenDifferentlyAsTheSame() {
    trial.register("run-1");

    assertThat(trial.register("run-2", trial.request().replace("\"6972\"", "6972.00")))
        .isInstanceOf(Repeated.class);
  }

  @Test
  void storesNothingOfABadRequest() {
    Invalid invalid =
        (Invalid) trial.register("run-1", trial.request().replace("\"BUY\"", "\"HOLD\""));

    assertThat(invalid.errors()).extracting(FieldError::field).containsExactly("legs[0].action");
    assertThat(Trial.LEDGER.executions().find(trial.id)).isEmpty();
  }

  @Test
  void saysWhereJsonIsMalformed() {
    Invalid invalid = (Invalid) trial.register("run-1", "{\"id\": }");

    assertThat(invalid.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("body");
              assertThat(error.message()).contains("line 1");
            });
  }

  @Test
  void refusesAWorkflowThatIsNotNamedAfterAnExecution() {
    Invalid invalid =
        (Invalid)
            trial.trades.register(
                "my-own-name",
                "run-1",
                trial.request().getBytes(StandardCharsets.UTF_8),
                trial.started);

    assertThat(invalid.errors()).extracting(FieldError::field).containsExactly("id");
  }

  @Test
  void refusesAnExpiredOptionAndStillKnowsARepetition() {
    LocalDate expiry = LocalDate.of(2014, 6, 20);
    trial.register("run-1", trial.conversion(expiry));
    LedgerTradeActivities later =
        Trial.trades(new RequestRules(Set.of(trial.account), Set.of(), expiry.plusDays(1)));

    assertThat(
            later.register(
                WorkflowIds.execution(trial.id),
                "run-2",
                trial.conversion(expiry).getBytes(StandardCharsets.UTF_8),
                trial.started))
        .isInstanceOf(Repeated.class);
    assertThat(
            later.register(
                WorkflowIds.execution(trial.id),
                "run-3",
                trial.conversion(expiry.minusDays(1)).getBytes(StandardCharsets.UTF_8),
                trial.started))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void takesUpItsOwnTradeAgainAlthoughTheOptionHasExpiredSince() {
    LocalDate expiry = LocalDate.of(2014, 6, 20);
    trial.register("run-1", trial.conversion(expiry));
    LedgerTradeActivities later =
        Trial.trades(new RequestRules(Set.of(trial.account), Set.of(), expiry.plusDays(1)));

    assertThat(
            later.register(
                WorkflowIds.execution(trial.id),
                "run-1",
                trial.conversion(expiry).getBytes(StandardCharsets.UTF_8),
                trial.started))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void raisesAnAlertForAFillThatTheEndingOverlooked() {
    trial.register("run-1");
    trial.enter(3);
    trial.fill(30);

    trial.end(TradeState.NOT_FILLED);

    Alert alert = alerts().getFirst().alert();
    assertThat(alert.code()).isEqualTo(LateEvents.LATE_EXECUTION);
    assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("30");
    assertThat(Trial.RECOVERIES).contains(trial.id);
  }

  @Test
  void asksForNoRecoveryOfATradeThatEndedAsItSays() {
    trial.register("run-1");
    trial.enter(3);
    trial.fill(100);

    trial.end(TradeState.COMMITTED);

    assertThat(Trial.RECOVERIES).doesNotContain(trial.id);
  }

  @Test
  void takesTheExcessOfAnOverFilledTradeForNothingLate() {
    trial.register("run-1");
    trial.enter(3);
    trial.fill(130);
    Residual excess =
        new Residual(trial.intent(Purpose.ENTRY, Side.BUY).instrument(), Decimals.of(30));

    trial.trades.finish(
        trial.id,
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "more than ordered"),
            List.of(excess),
            3,
            Trial.NOON,
            List.of()));

    assertThat(alerts()).extracting(one -> one.alert().code()).containsExactly("RESIDUAL_POSITION");
  }

  private List<StoredAlert> alerts() {
    return Trial.LEDGER.alerts().ofExecution(trial.id);
  }
}
