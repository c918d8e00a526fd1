package dev.legwork.ledger.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.BrokerPosition;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.reconciliation.StoredReconciliation.Outcome;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationStoreTest {
  private final ReconciliationStore store = TestLedger.ledger().reconciliations().runs();
  private final String account = TestLedger.account();

  private BrokerCensus census() {
    return new BrokerCensus(
        account,
        Answer.complete(List.of()),
        Answer.complete(List.of()),
        Answer.complete(List.of()),
        Answer.complete(List.of(new BrokerPosition(account, 1, "TWX", BigDecimal.TEN))));
  }

  private StoredReconciliation latest() {
    return store.latest().stream()
        .filter(run -> run.account().equals(account))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void remembersACompleteRunWithWhatItSaw() {
    long id = store.begin(account, "reconcile/x-1");
    assertThat(store.latestComplete(account)).isEmpty();

    store.complete(id, census(), 2);

    StoredReconciliation run = store.latestComplete(account).orElseThrow();
    assertThat(run.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(run.positions()).isEqualTo(1);
    assertThat(run.divergences()).isEqualTo(2);
    assertThat(run.age()).isLessThan(Duration.ofMinutes(1));
    assertThat(run.endedAt()).isAfterOrEqualTo(run.begunAt());
    assertThat(latest()).usingRecursiveComparison().ignoringFields("age").isEqualTo(run);
  }

  @Test
  void takesNoFailureForASuccess() {
    store.complete(store.begin(account, "reconcile/x-1"), census(), 0);
    store.fail(store.begin(account, "reconcile/x-2"), "positions were not told");

    assertThat(latest().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(latest().detail()).isEqualTo("positions were not told");
    assertThat(store.latestComplete(account).orElseThrow().workflowId()).isEqualTo("reconcile/x-1");
  }

  @Test
  void notesAFailureWhereNoDeskCouldBegin() {
    store.fail(account, "reconcile/x-3", "no gateway");

    assertThat(store.newest(account, 10))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(Outcome.FAILED));
  }

  @Test
  void endsTheRunThatADyingWorkerLeft() {
    store.begin(account, "reconcile/x-4");
    store.fail(account, "reconcile/x-4", "its worker died");

    assertThat(store.newest(account, 10))
        .singleElement()
        .extracting(StoredReconciliation::detail)
        .isEqualTo("its worker died");
  }

  @Test
  void forgetsRunsAfterAWeek() {
    long old = store.begin(account, "reconcile/x-5");
    TestLedger.database()
        .others()
        .sql("update reconciliation set begun_at = now() - interval '8 days' where id = :id")
        .param("id", old)
        .update();
    store.begin(account, "reconcile/x-6");

    assertThat(store.newest(account, 10))
        .extracting(StoredReconciliation::workflowId)
        .containsExactly("reconcile/x-6");
  }
}
