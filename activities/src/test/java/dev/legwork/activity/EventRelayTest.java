package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.saga.Alert;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRelayTest {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private final Trial trial = new Trial();
  private final Set<OrderRef> settled = ConcurrentHashMap.newKeySet();
  private TestWorkflowEnvironment temporal;
  private EventRelay relay;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(TradeDataConverter.create())
                        .build())
                .build());
    temporal
        .newWorker(TaskQueues.LEGWORK, PATIENT)
        .registerWorkflowImplementationTypes(ListenerWorkflow.Impl.class);
    temporal.start();
    relay =
        new EventRelay(
            trial.account,
            temporal.getWorkflowClient(),
            Trial.LEDGER,
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            settled::addAll);
    trial.register("run-1");
    trial.enter(1);
  }

  @AfterEach
  void stop() {
    relay.close();
    temporal.close();
  }

  @Test
  void bringsCommitsInOrderAndMarksThemRelayed() {
    ListenerWorkflow listener = listener();
    relay.start();

    List<BrokerEvent> first = trial.fill(40);
    relay.committed(first);
    List<BrokerEvent> second = trial.fill(60);
    relay.committed(second);

    List<Long> both = List.of(first.getFirst().sequence(), second.getFirst().sequence());
    awaitUntil(() -> once(listener.sequences()).equals(both));
    awaitUntil(() -> unrelayed().isEmpty());
  }

  /** fault Y7: ten thousand executions of one share each. */
  @Test
  void bringsAFloodOfEventsInFewSignals() {
    ListenerWorkflow listener = listener();
    List<BrokerEvent> flood = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      flood.addAll(trial.storeFills(500));
    }
    relay.start();

    flood.forEach(event -> relay.committed(List.of(event)));

    awaitUntil(() -> unrelayed().isEmpty());
    List<Long> sequences = flood.stream().map(BrokerEvent::sequence).toList();
    awaitUntil(() -> listener.sequences().size() >= sequences.size());
    assertThat(listener.sequences()).containsAll(sequences);
    assertThat(signalsOf(trial.id)).isLessThan(450);
  }

  /** fault Y7 */
  @Test
  void leavesTheRestOfAFloodToTheNextLooksIntoTheInbox() {
    ListenerWorkflow listener = listener();
    relay.start();
    List<Long> sequences = new ArrayList<>();

    for (int n = 0; n < 400; n++) {
      List<BrokerEvent> one = trial.storeFills(1);
      sequences.add(one.getFirst().sequence());
      relay.committed(one);
      int waited = n;
      awaitUntil(() -> waited >= 300 || listener.sequences().size() > waited);
    }

    awaitUntil(() -> unrelayed().isEmpty());
    assertThat(listener.sequences()).containsAll(sequences);
    assertThat(signalsOf(trial.id)).isLessThan(330);
  }

  private long signalsOf(String execution) {
    return temporal
        .getWorkflowClient()
        .fetchHistory(WorkflowIds.execution(execution))
        .getEvents()
        .stream()
        .filter(EventRelayTest::isSignal)
        .count();
  }

  private static boolean isSignal(HistoryEvent event) {
    return event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED;
  }

  @Test
  void findsWhatAnEarlierProcessLeftBehind() {
    List<BrokerEvent> left = trial.fill(40);
    ListenerWorkflow listener = listener();

    relay.start();

    awaitUntil(() -> listener.sequences().equals(List.of(left.getFirst().sequence())));
    awaitUntil(() -> unrelayed().isEmpty());
  }

  @Test
  void sendsNoSignalForWhatDecidesNothing() {
    ListenerWorkflow listener = listener();
    relay.start();
    relay.committed(
        trial.store(
            new OrderEvent.StatusReported(
                trial.ref(Purpose.ENTRY), OrderStatus.WORKING, Decimals.of(0), 900)));
    // Waiting beside the fill it would go along with its signal.
    awaitUntil(() -> unrelayed().isEmpty());
    List<BrokerEvent> fill = trial.fill(100);
    relay.committed(fill);

    awaitUntil(() -> !listener.sequences().isEmpty());

    assertThat(once(listener.sequences())).containsExactly(fill.getFirst().sequence());
    awaitUntil(() -> unrelayed().isEmpty());
  }

  /** Fault O1: a word that changes nothing as a rule, of an order that was taken for absent. */
  @Test
  void tellsThatAnOrderWorksThatWasHeldAbsent() {
    Trial.LEDGER.intents().markOver(trial.ref(Purpose.ENTRY), Verdict.PROVEN_ABSENT);
    ListenerWorkflow listener = listener();
    relay.start();

    List<BrokerEvent> works =
        trial.store(
            new OrderEvent.StatusReported(
                trial.ref(Purpose.ENTRY), OrderStatus.WORKING, Decimals.of(0), 900));
    relay.committed(works);

    awaitUntil(() -> unrelayed().isEmpty());
    assertThat(once(listener.sequences())).containsExactly(works.getFirst().sequence());
  }

  @Test
  void wakesATradeWhoseOrderAPersonAnsweredForAndThenTellsTheDesk() {
    ListenerWorkflow listener = listener();
    relay.start();
    OrderRef ref = trial.ref(Purpose.ENTRY);

    List<BrokerEvent> word =
        trial.store(new OrderEvent.Settled(ref, Decimals.of(0), "ann", "it expired yesterday"));

    awaitUntil(() -> listener.sequences().equals(List.of(word.getFirst().sequence())));
    awaitUntil(() -> settled.contains(ref));
    awaitUntil(() -> unrelayed().isEmpty());
  }

  /** Nobody can tell it anything: its row cannot be read, and that is found only when it is. */
  @Test
  void bringsTheOthersEventsWhileOneTradeCanNeverTakeItsOwn() {
    ListenerWorkflow listener = listener();
    OrderRef poisoned = new OrderRef("poisoned-" + trial.account, "stock", Purpose.ENTRY, 1);
    trial.trades.register(
        WorkflowIds.execution(poisoned.executionId()),
        "run-2",
        trial
            .request()
            .replace(trial.id, poisoned.executionId())
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        trial.started);
    Trial.DATABASE
        .others()
        .sql("update execution set request = '{\"legs\": 5}' where id = :id")
        .param("id", poisoned.executionId())
        .update();
    relay.start();

    relay.committed(
        trial.store(new OrderEvent.Rejected(poisoned, 201, "its trade can never be told")));
    List<BrokerEvent> fill = trial.fill(40);
    relay.committed(fill);
    // Nobody hands this one over: the look into the inbox has to bring it, past the other.
    List<BrokerEvent> left = trial.fill(60);

    awaitUntil(
        () ->
            listener
                .sequences()
                .containsAll(List.of(fill.getFirst().sequence(), left.getFirst().sequence())));
    awaitUntil(() -> unrelayed().size() == 1);
    assertThat(unrelayed().getFirst().event().ref()).isEqualTo(poisoned);
  }

  @Test
  void raisesAnAlertForAFillOfATradeThatEndedWithoutIt() {
    trial.end(TradeState.UNWOUND);
    relay.start();

    relay.committed(trial.fill(30));

    awaitUntil(() -> unrelayed().isEmpty());
    Alert alert = alerts().getFirst().alert();
    assertThat(alerts()).hasSize(1);
    assertThat(alert.code()).isEqualTo(LateEvents.LATE_EXECUTION);
    assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("30");
  }

  @Test
  void raisesNoAlertForAFillThatTheEndingCounted() {
    List<BrokerEvent> fill = trial.fill(100);
    trial.end(TradeState.COMMITTED);
    relay.start();

    relay.committed(fill);

    awaitUntil(() -> unrelayed().isEmpty());
    assertThat(alerts()).isEmpty();
  }

  /** Both of its incarnations ended by themselves, so that no recovery came of it. */
  @Test
  void closesWhatWasRaisedAfterTheEndAndIsOver() {
    trial.fill(100);
    trial.end(TradeState.COMMITTED);
    Trial.LEDGER
        .alerts()
        .open(
            trial.account,
            trial.id,
            new Alert(Alert.Severity.CRITICAL, "TWO_INCARNATIONS", "permIds [1, 2]", List.of()),
            Trial.NOON);
    relay.start();

    relay.committed(trial.fee(1));

    awaitUntil(() -> alerts().stream().noneMatch(StoredAlert::isOpen));
  }

  @Test
  void raisesAnAlertWhenTheWorkflowIsGoneAndTheTradeHasNotEnded() {
    relay.start();

    relay.committed(trial.fill(30));

    awaitUntil(() -> !alerts().isEmpty());
    assertThat(alerts().getFirst().alert().code()).isEqualTo(LateEvents.EXECUTION_VANISHED);
  }

  @Test
  void bringsALateFeeIntoTheReport() {
    trial.fill(100);
    trial.end(TradeState.COMMITTED);
    assertThat(Trial.LEDGER.reports().find(trial.id).orElseThrow().feesPending()).isTrue();
    relay.start();

    relay.committed(trial.fee(1));

    awaitUntil(() -> !Trial.LEDGER.reports().find(trial.id).orElseThrow().feesPending());
    awaitUntil(() -> unrelayed().isEmpty());
    assertThat(alerts()).isEmpty();
  }

  @Test
  void tellsTradesWithLiveOrdersThatTheSessionIsLostAndRestored() {
    ListenerWorkflow listener = listener();
    relay.start();

    relay.sessionChanged(true);
    relay.sessionChanged(false);

    awaitUntil(() -> once(listener.sessions()).equals(List.of(true, false)));
  }

  @Test
  void tellsATradeBetweenTwoUnwindingWavesThatTheSessionIsLost() {
    trial.fill(100);
    Trial.LEDGER.executions().reached(trial.id, TradeState.UNWINDING, 1);
    assertThat(Trial.LEDGER.intents().open(trial.account)).isEmpty();
    ListenerWorkflow listener = listener();
    relay.start();

    relay.sessionChanged(true);

    awaitUntil(() -> once(listener.sessions()).equals(List.of(true)));
  }

  private ListenerWorkflow listener() {
    ListenerWorkflow stub =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                ListenerWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.execution(trial.id))
                    .setTaskQueue(TaskQueues.LEGWORK)
                    .build());
    WorkflowClient.start(stub::run);
    return stub;
  }

  /** At least once: what a look into the inbox or another try brings again counts for nothing. */
  private static <T> List<T> once(List<T> heard) {
    return heard.stream().distinct().toList();
  }

  private List<BrokerEvent> unrelayed() {
    return Trial.LEDGER.inbox().unrelayed(trial.account, 10);
  }

  private List<StoredAlert> alerts() {
    return Trial.LEDGER.alerts().ofExecution(trial.id);
  }

  private static void awaitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.yield();
    }
  }
}
