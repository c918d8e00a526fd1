package dev.legwork.workflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.scan.ScanPlan;
import dev.legwork.session.Tally;
import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(RecordedHistories.class)
class ScanWorkflowTest implements RecordedHistories.Source {
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final ScanResult SEEN =
      new ScanResult(
          Instant.parse("2014-06-06T14:00:00Z"),
          true,
          List.of(new Tally("SFR", 1, 2, 30, Map.of("QUOTE_STALE", 30L), 0)),
          List.of("XYZ UNKNOWN_SYMBOL: no such stock"),
          0,
          List.of());

  private final Looks desk = new Looks();
  private TestWorkflowEnvironment temporal;

  /** A desk that fails as often as a test wants before it looks. */
  private static final class Looks implements ScanDeskActivities {
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final List<String> looks = Collections.synchronizedList(new ArrayList<>());

    @Override
    public ScanResult look(String scan, ScanPlan plan) {
      looks.add(scan + " " + plan.summary());
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      return SEEN;
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
    temporal
        .newWorker(TaskQueues.LEGWORK, PATIENT)
        .registerWorkflowImplementationTypes(ScanWorkflowImpl.class);
    temporal.newWorker(TaskQueues.broker("DU1"), PATIENT).registerActivitiesImplementations(desk);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Override
  public WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  @Override
  public Set<String> types() {
    return Set.of("ScanWorkflow");
  }

  private ScanResult scan(String account) {
    ScanPlan plan =
        new ScanPlan(
            account, List.of("TWX", "XYZ"), Map.of("SFR", Map.of()), Duration.ofSeconds(20));
    WorkflowStub stub =
        client().newUntypedWorkflowStub("ScanWorkflow", ScanStart.options("one", plan));
    stub.start(plan);
    return stub.getResult(ScanResult.class);
  }

  @Test
  void hasTheDeskOfTheAccountLookOnce() {
    assertThat(scan("DU1")).isEqualTo(SEEN);
    assertThat(desk.looks).containsExactly("scan/one TWX XYZ for SFR");
  }

  @Test
  void looksAgainWhereTheDeskHasGoneElsewhere() {
    desk.failures.add(NotHere.because("standby"));
    desk.failures.add(new IllegalStateException("the desk did not answer"));

    assertThat(scan("DU1")).isEqualTo(SEEN);
    assertThat(desk.looks).hasSize(3);
  }

  @Test
  void looksOnceWhereThePlanIsNoGood() {
    desk.failures.add(
        ApplicationFailure.newNonRetryableFailure("no such strategy", ScanWorkflow.INVALID_PLAN));

    assertThatThrownBy(() -> scan("DU1"))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOf(ActivityFailure.class)
        .hasRootCauseMessage("message='no such strategy', type='InvalidPlan', nonRetryable=true");
    assertThat(desk.looks).hasSize(1);
  }

  @Test
  void saysThatNobodyHasTheAccountsSession() {
    assertThatThrownBy(() -> scan("DU2"))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(ScanWorkflow.NO_DESK);
              assertThat(failure.getOriginalMessage())
                  .isEqualTo("no worker has a session with the broker for account DU2");
            });
  }
}
