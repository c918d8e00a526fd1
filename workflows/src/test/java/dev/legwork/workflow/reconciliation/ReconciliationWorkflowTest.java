package dev.legwork.workflow.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.reconciliation.ReconciliationResult.Orphan;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RecordedHistories.class)
class ReconciliationWorkflowTest implements RecordedHistories.Source {
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final String ACCOUNT = "DU1000001";
  private static final String ID =
      WorkflowIds.reconciliation(ACCOUNT, Instant.parse("2014-06-06T13:45:00Z"));

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger elsewhere = new AtomicInteger();
  private TestWorkflowEnvironment temporal;

  private final class Keeper implements ReconciliationActivities {
    @Override
    public void failed(String account, String workflowId, String why) {
      calls.add("failed " + account + " " + workflowId);
    }

    @Override
    public void recover(String executionId, String why) {
      calls.add("recover " + executionId + ": " + why);
    }
  }

  private final class Desk implements InspectionActivities {
    private final List<Orphan> orphans;

    private Desk(Orphan... orphans) {
      this.orphans = List.of(orphans);
    }

    @Override
    public ReconciliationResult compare(String account, String workflowId) {
      if (elsewhere.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw NotHere.because("this process does not run the desk");
      }
      calls.add("compare " + account + " " + workflowId);
      return new ReconciliationResult(account, true, "", 2, orphans);
    }
  }

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(TradeDataConverter.create())
                        .build())
                .build());
    Worker worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(ReconciliationWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Keeper());
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Override
  public WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private ReconciliationResult reconcile() {
    temporal.start();
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(
            ReconciliationWorkflow.class,
            WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue(TaskQueues.LEGWORK).build())
        .reconcile(ACCOUNT);
  }

  private void sessionStands(Orphan... orphans) {
    temporal
        .newWorker(TaskQueues.broker(ACCOUNT), PATIENT)
        .registerActivitiesImplementations(new Desk(orphans));
  }

  @Test
  void comparesThroughTheDeskOfTheAccount() {
    sessionStands();

    assertThat(reconcile()).isEqualTo(new ReconciliationResult(ACCOUNT, true, "", 2, List.of()));
    assertThat(calls).containsExactly("compare " + ACCOUNT + " " + ID);
    assertThat(ID).isEqualTo("reconcile/DU1000001-2014-06-06T13:45:00Z");
  }

  /** fault Y13: a process that has just lost the desk got the task. */
  @Test
  void comparesThroughTheProcessThatRunsTheDesk() {
    sessionStands();
    elsewhere.set(2);

    assertThat(reconcile().complete()).isTrue();
    assertThat(calls).containsExactly("compare " + ACCOUNT + " " + ID);
  }

  @Test
  void handsTradesThatNobodyLooksAfterToTheirRecovery() {
    sessionStands(new Orphan("twx-1", "late"), new Orphan("twx-2", "vanished"));

    reconcile();

    assertThat(calls)
        .containsExactly(
            "compare " + ACCOUNT + " " + ID, "recover twx-1: late", "recover twx-2: vanished");
  }

  @Test
  void notesThatNoSessionStands() {
    ReconciliationResult result = reconcile();

    assertThat(result.complete()).isFalse();
    assertThat(result.detail()).contains("no desk of " + ACCOUNT + " answered");
    assertThat(calls).containsExactly("failed " + ACCOUNT + " " + ID);
  }
}
