package dev.legwork.worker;

import static dev.legwork.worker.House.awaitUntil;
import static dev.legwork.worker.House.conversion;
import static dev.legwork.worker.House.option;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.legwork.lock.LockHolder;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ExecutionWorkflow;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker's process over real sockets; the verdict comes from the venue's own ledger. */
class WorkerOnSimulatorTest {
  private static House house;

  @BeforeAll
  static void start() throws IOException {
    house = new House();
    quoteAll();
    house.startWorker();
  }

  @AfterAll
  static void stop() throws IOException {
    house.close();
  }

  @BeforeEach
  void quotes() {
    quoteAll();
  }

  private static void quoteAll() {
    house.quote(House.STOCK, "69.58", "69.60");
    house.quote(option("PUT"), "1.20", "1.25");
    house.quote(option("CALL"), "1.00", "1.05");
  }

  @Test
  void commitsAConversionInsideItsBoundWithAShortHistory() {
    List<String> before = house.positions();

    ExecutionView outcome =
        house.start("c1", conversion("c1", "70.50")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(outcome.net().actual()).isLessThanOrEqualTo(outcome.net().limit());
    assertThat(house.positions()).isNotEqualTo(before);
    awaitUntil(() -> holder().isEmpty());
    WorkflowExecutionHistory history = house.client().fetchHistory(WorkflowIds.execution("c1"));
    assertThat(history.getEvents()).hasSizeLessThanOrEqualTo(45);
    assertThat(history.getEvents())
        .filteredOn(
            event ->
                event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
                    || event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED)
        .hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void sendsNothingThatIsNotMarketable() {
    int before = house.venue("/orders").size();

    ExecutionView outcome =
        house.start("n1", conversion("n1", "69.80")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.REJECTED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(house.venue("/orders").size()).isEqualTo(before);
  }

  @Test
  void unwindsToWhereItWasWhenALegIsRejected() {
    List<String> before = house.positions();
    house.fault(
        "{\"on\":\"placeOrder\",\"match\":{\"right\":\"CALL\"},\"do\":\"reject\",\"code\":201,"
            + "\"times\":1}");

    ExecutionView outcome =
        house.start("u1", conversion("u1", "70.50")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(house.positions()).isEqualTo(before);
  }

  @Test
  void cancelsWhileALegRests() {
    List<String> before = house.positions();
    house.fault(
        "{\"on\":\"placeOrder\",\"match\":{\"right\":\"CALL\"},\"do\":\"delay\",\"ms\":60000,"
            + "\"times\":1}");
    WorkflowStub stub = house.start("k1", conversion("k1", "70.50"));
    ExecutionWorkflow trade =
        house.client().newWorkflowStub(ExecutionWorkflow.class, WorkflowIds.execution("k1"));
    awaitUntil(() -> holder().equals(Optional.of("k1")));
    awaitUntil(() -> trade.snapshot().state() == TradeState.WORKING);

    trade.cancel("enough");

    assertThat(stub.getResult(ExecutionView.class).reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(house.positions()).isEqualTo(before);
  }

  @Test
  void tradesOfOneAccountRunOneAfterAnother() {
    List<WorkflowStub> stubs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stubs.add(house.start("q" + i, conversion("q" + i, "70.50")));
    }

    List<Long> tokens = new ArrayList<>();
    for (WorkflowStub stub : stubs) {
      ExecutionView outcome = stub.getResult(ExecutionView.class);
      assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
      tokens.add(outcome.fencingToken());
    }

    assertThat(tokens).doesNotHaveDuplicates();
  }

  @Test
  void badInputFailsTheWorkflowAndSendsNothing() {
    int before = house.venue("/orders").size();

    WorkflowFailedException failed =
        catchThrowableOfType(
            WorkflowFailedException.class,
            () -> house.start("b1", "{ not json").getResult(ExecutionView.class));

    assertThat(((ApplicationFailure) failed.getCause()).getType()).isEqualTo("InvalidRequest");
    assertThat(house.venue("/orders").size()).isEqualTo(before);
  }

  @Test
  void tellsHowItIsAndCountsWhatItDoes() {
    house.start("m1", conversion("m1", "70.50")).getResult(ExecutionView.class);

    assertThat(house.health()).contains("\"UP\"", "SERVING", House.ACCOUNT);
    awaitUntil(() -> house.metrics().contains("legwork_endings"));
    assertThat(house.metrics())
        .contains("legwork_placing_seconds", "legwork_relay_lag", "legwork_session");
  }

  /** The trade that has the lock; nobody has one that was never asked for. */
  private static Optional<String> holder() {
    ExecutionLockWorkflow lock =
        house
            .client()
            .newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(House.ACCOUNT));
    try {
      return Optional.ofNullable(lock.state().holder()).map(LockHolder::requestId);
    } catch (WorkflowNotFoundException neverAsked) {
      return Optional.empty();
    }
  }
}
