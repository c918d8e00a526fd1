package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.activity.reconciliation.Orphans;
import dev.legwork.activity.reconciliation.Reconciler;
import dev.legwork.activity.reconciliation.ReconciliationSigns;
import dev.legwork.desk.DeskUnavailable;
import dev.legwork.desk.NoDeskHere;
import dev.legwork.desk.OrderDesk;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.reconciliation.StoredDivergence;
import dev.legwork.ledger.reconciliation.StoredReconciliation;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.reconciliation.ReconciliationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static TestWorkflowEnvironment temporal;

  private final Trial trial = new Trial();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<BrokerOrder> open = new ArrayList<>();
  private final List<BrokerFill> executions = new ArrayList<>();
  private final List<BrokerPosition> positions = new ArrayList<>();
  private final List<CompletableFuture<BrokerCensus>> instead = new ArrayList<>();
  private final Reconciler reconciler =
      new Reconciler(
          desk(),
          Trial.LEDGER,
          new Orphans(Trial.LEDGER, temporal.getWorkflowClient()),
          new ReconciliationSigns(
              trial.account, Trial.LEDGER, Duration.ZERO, metrics, Clock.systemUTC()));

  @BeforeAll
  static void start() {
    temporal = TestWorkflowEnvironment.newInstance();
    temporal.start();
  }

  @AfterAll
  static void stop() {
    temporal.close();
  }

  private boolean here = true;

  /** A desk of which only the census is asked, where there is one. */
  private OrderDesk desk() {
    return (OrderDesk)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {OrderDesk.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isHere")) {
                return here;
              }
              assertThat(method.getName()).isEqualTo("census");
              return instead.isEmpty()
                  ? CompletableFuture.completedFuture(census())
                  : instead.removeFirst();
            });
  }

  private BrokerCensus census() {
    return new BrokerCensus(
        trial.account,
        Answer.complete(open),
        Answer.complete(List.of()),
        Answer.complete(executions),
        Answer.complete(positions));
  }

  private ReconciliationResult compare() {
    return reconciler.compare(trial.account, "reconcile/" + trial.account);
  }

  private List<Kind> kinds() {
    return Trial.LEDGER.reconciliations().divergences().list(trial.account, true, 10).stream()
        .map(StoredDivergence::divergence)
        .map(one -> one.kind())
        .toList();
  }

  private List<StoredAlert> alerts() {
    return Trial.LEDGER.alerts().open(trial.account, Set.of(ReconciliationSigns.DIVERGENCE));
  }

  private StoredReconciliation latest() {
    return Trial.LEDGER.reconciliations().runs().newest(trial.account, 1).getFirst();
  }

  private BrokerOrder order(String ref, int clientId) {
    return new BrokerOrder(
        ref,
        1,
        clientId,
        900,
        trial.account,
        11,
        "TWX",
        Side.BUY,
        Decimals.of(100),
        Decimals.of("69.60"),
        BrokerOrder.Life.LIVE,
        BigDecimal.ZERO,
        null);
  }

  private void traded() {
    trial.register("run");
    trial.enter(1);
    trial.fill(100);
    positions.add(new BrokerPosition(trial.account, 11, "TWX", Decimals.of(100)));
  }

  @Test
  void findsNothingWhereBothAgreeAndCountsWhatItSaw() {
    traded();

    ReconciliationResult result = compare();

    assertThat(result).isEqualTo(new ReconciliationResult(trial.account, true, "", 0, List.of()));
    assertThat(latest().outcome()).isEqualTo(StoredReconciliation.Outcome.COMPLETE);
    assertThat(latest().positions()).isEqualTo(1);
    assertThat(kinds()).isEmpty();
    assertThat(metrics.get("legwork.reconciliation.duration").timer().count()).isEqualTo(1);
  }

  /** fault O27. */
  @Test
  void listsOtherPeoplesOrdersAndPositionsWithoutAnAlert() {
    open.add(order("by hand", 0));
    positions.add(new BrokerPosition(trial.account, 77, "XYZ", Decimals.of(5)));

    assertThat(compare().divergences()).isZero();

    assertThat(kinds()).containsExactlyInAnyOrder(Kind.FOREIGN_ORDER, Kind.FOREIGN_POSITION);
    assertThat(alerts()).isEmpty();
  }

  /** fault O26: the broker liquidates what is ours. */
  @Test
  void alertsWhereSomebodyElseTakesOurPositionAwayAndClosesThatByItself() {
    traded();
    compare();
    Fill sold =
        new Fill(trial.account + ".x.01", Side.SELL, Decimals.of(100), Decimals.of(60), Trial.NOON);
    executions.add(new BrokerFill("", 0, 5, trial.account, 11, "TWX", sold, null));
    positions.clear();

    assertThat(compare().divergences()).isEqualTo(1);
    assertThat(kinds()).containsExactly(Kind.POSITION_OFFSET);
    assertThat(alerts()).singleElement().asString().contains("POSITION_OFFSET", "100 TWX of ours");
    assertThat(metrics.get("legwork.divergences").tag("kind", "POSITION_OFFSET").gauge().value())
        .isEqualTo(1);

    Fill back =
        new Fill(trial.account + ".y.01", Side.BUY, Decimals.of(100), Decimals.of(60), Trial.NOON);
    executions.add(new BrokerFill("", 0, 6, trial.account, 11, "TWX", back, null));
    positions.add(new BrokerPosition(trial.account, 11, "TWX", Decimals.of(100)));

    assertThat(compare().divergences()).isZero();
    assertThat(alerts()).isEmpty();
  }

  /** fault S14. */
  @Test
  void changesNothingAfterACensusThatWasCutShort() {
    open.add(order("by hand", 0));
    compare();
    instead.add(
        CompletableFuture.completedFuture(
            new BrokerCensus(
                trial.account,
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.complete(List.of()),
                Answer.failed())));

    ReconciliationResult result = compare();

    assertThat(result.complete()).isFalse();
    assertThat(result.detail()).contains("positions");
    assertThat(latest().outcome()).isEqualTo(StoredReconciliation.Outcome.FAILED);
    assertThat(kinds()).containsExactly(Kind.FOREIGN_ORDER);
  }

  @Test
  void notesThatThereIsNoSession() {
    instead.add(CompletableFuture.failedFuture(new DeskUnavailable("no gateway")));

    assertThat(compare().complete()).isFalse();
    assertThat(latest().detail()).isEqualTo("no gateway");
  }

  /** fault Y13: nothing is concluded from a process that has just lost the desk. */
  @Test
  void sendsTheComparisonOnWhereNoDeskIs() {
    here = false;

    assertThatThrownBy(this::compare)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("NotHere"));

    here = true;
    instead.add(CompletableFuture.failedFuture(new NoDeskHere("the lease is gone")));
    assertThatThrownBy(this::compare).isInstanceOf(ApplicationFailure.class);
  }

  @Test
  void handsOnTradesForWhichSomethingExecutedAfterTheirEnd() {
    trial.register("run");
    trial.enter(1);
    Trial.LEDGER.intents().markOver(trial.ref(Purpose.ENTRY), Verdict.PROVEN_TERMINAL);
    trial.end(TradeState.COMMITTED);
    trial.fill(100);
    positions.add(new BrokerPosition(trial.account, 11, "TWX", Decimals.of(100)));

    ReconciliationResult result = compare();

    assertThat(result.orphans())
        .singleElement()
        .satisfies(orphan -> assertThat(orphan.executionId()).isEqualTo(trial.id));
    assertThat(kinds()).containsExactly(Kind.ORPHANED_EXPOSURE);
  }

  /** Nobody hears of orders that rest. */
  @Test
  void handsOnAtOnceATradeWhoseWorkflowIsClosedWhileItsOrdersRest() {
    trial.register("run");
    trial.enter(1);
    open.add(order(trial.ref(Purpose.ENTRY).toString(), 1));

    assertThat(compare().orphans())
        .singleElement()
        .satisfies(orphan -> assertThat(orphan.why()).contains(trial.id, "may live"));
  }

  @Test
  void leavesATradeWithLiveOrdersToItsOwnWorkflowWhileThatRuns() {
    trial.register("run");
    trial.enter(1);
    open.add(order(trial.ref(Purpose.ENTRY).toString(), 1));
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "ExecutionWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.execution(trial.id))
                .setTaskQueue("nobody listens")
                .build())
        .start();

    assertThat(compare().orphans()).isEmpty();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void handsOnTradesWhoseWorkflowIsClosedWithoutAnEnding() {
    trial.register("run");
    assertThat(compare().orphans()).isEmpty();
    Trial.DATABASE
        .others()
        .sql("update execution set accepted_at = now() - interval '2 minutes' where id = :id")
        .param("id", trial.id)
        .update();

    assertThat(compare().orphans())
        .singleElement()
        .satisfies(orphan -> assertThat(orphan.why()).contains(trial.id, "its workflow is closed"));
  }
}
