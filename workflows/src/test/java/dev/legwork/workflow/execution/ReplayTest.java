package dev.legwork.workflow.execution;

import static dev.legwork.workflow.execution.TradeLab.awaitUntil;
import static dev.legwork.workflow.execution.TradeLab.conversion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.report.ExecutionView;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ScriptedDesk.Fate;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import dev.legwork.workflow.reconciliation.ReconciliationWorkflowImpl;
import dev.legwork.workflow.scan.ScanWorkflowImpl;
import dev.legwork.workflow.session.TradingSessionWorkflowImpl;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories that earlier code wrote are replayed by the code of today: whoever changes what a
 * workflow does in a way that running trades would stumble over learns it here.
 *
 * <p>Every scenario of the workflows' own tests is among them, see {@link RecordedHistories}. With
 * {@code -Dlegwork.histories=write} they are recorded anew; do that only for scenarios that no
 * running trade can be in.
 */
class ReplayTest {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final Path HISTORIES = RecordedHistories.FOLDER;

  /** Of a whole run, the lock's longest included; the server ends one at 51,200. */
  private static final int MOST_EVENTS = 15_000;

  private static final int MOST_BYTES = 64 * 1024;

  private TestWorkflowEnvironment temporal;
  private Worker worker;

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
    worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(
        ExecutionWorkflowImpl.class,
        RecoveryWorkflowImpl.class,
        ExecutionLockWorkflowImpl.class,
        ReconciliationWorkflowImpl.class,
        TradingSessionWorkflowImpl.class,
        ScanWorkflowImpl.class);
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  static Stream<String> histories() throws IOException {
    try (Stream<Path> files = Files.walk(HISTORIES)) {
      List<String> names =
          files
              .filter(file -> file.toString().matches(".*\\.json(\\.gz)?"))
              .map(file -> HISTORIES.relativize(file).toString())
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThanOrEqualTo(50);
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replays(String name) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history(read(name)), worker);
  }

  @Test
  void noticesThatTheWorkflowDoesSomethingElse() throws Exception {
    String committed = read("execution/committed.json");
    String changed = committed.replace("\"name\": \"Enter\"", "\"name\": \"Place\"");
    assertThat(changed).isNotEqualTo(committed);

    assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history(changed), worker))
        .hasMessageContaining("Enter");
  }

  /** What the server refuses above 2 MB and warns of above 256 KB stays far below both. */
  @ParameterizedTest
  @MethodSource("histories")
  void keepsPayloadsAndHistoriesSmall(String name) throws Exception {
    WorkflowExecutionHistory history = history(read(name));

    assertThat(history.getEvents()).hasSizeLessThan(MOST_EVENTS);
    assertThat(history.getEvents())
        .allSatisfy(
            event ->
                assertThat(event.getSerializedSize())
                    .as("%s, bytes of event %d", name, event.getEventId())
                    .isLessThan(MOST_BYTES));
  }

  @Test
  @EnabledIfSystemProperty(
      named = "legwork.histories",
      matches = "write",
      disabledReason = "records histories, only on demand")
  void records() {
    recordExecution("committed", fates -> {});
    recordExecution("unwound", desk -> desk.fates.put("call", new Fate.Rests()));
    recordExecution("not-filled", ReplayTest::restAll);
    recordExecution(
        "rejected",
        desk ->
            desk.refusal =
                new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02")));
    recordExecution(
        "resent",
        desk -> {
          desk.silentEntry = true;
          desk.fates.put("put", new Fate.Lost());
          desk.fates.put("call", new Fate.Lost());
        });
    recordQueue();
    recordVanished();
    recordLate();
    recordHedged();
    recordHedgedAndVanished();
  }

  private static void recordHedged() {
    try (TradeLab lab = new TradeLab()) {
      WorkflowStub trade = RecoveryOfExposureTest.exposed(lab, "h1");
      awaitUntil(() -> lab.desk.marketWaits.get() == 1);
      lab.desk.optionsHalted = false;
      assertThat(trade.getResult(ExecutionView.class).state()).isEqualTo(TradeState.UNWOUND);
      write("execution/hedged-while-it-waited", lab.history("h1"));
    }
  }

  private static void recordHedgedAndVanished() {
    try (TradeLab lab = new TradeLab()) {
      WorkflowStub trade = RecoveryOfExposureTest.exposed(lab, "h2");
      awaitUntil(() -> lab.desk.marketWaits.get() == 1);
      trade.terminate("closed in the Web UI");
      RecoveryWorkflow recovery = lab.recover("h2");
      RecoveryOfExposureTest.askForQuotes(lab);
      awaitUntil(() -> lab.desk.marketWaits.get() == 2);
      lab.desk.optionsHalted = false;
      WorkflowStub.fromTyped(recovery).getResult(ExecutionView.class);
      write("recovery/hedged", lab.client().fetchHistory(WorkflowIds.recovery("h2")));
    }
  }

  private static void recordVanished() {
    try (TradeLab lab = new TradeLab()) {
      lab.desk.fates.put("call", new Fate.Rests());
      WorkflowStub vanishing = lab.start("v1", conversion("v1"));
      awaitUntil(() -> !lab.desk.commands.isEmpty());
      vanishing.terminate("closed in the Web UI");
      lab.recovered("v1");
      awaitUntil(() -> lab.lock().holder() == null);
      write("recovery/vanished", lab.client().fetchHistory(WorkflowIds.recovery("v1")));
      write("lock/inherited", lab.client().fetchHistory(WorkflowIds.lock(TradeLab.ACCOUNT)));
    }
  }

  private static void recordLate() {
    try (TradeLab lab = new TradeLab()) {
      restAll(lab.desk);
      lab.run("l1");
      lab.desk.executeLate("l1", "stock", 100);
      lab.recovered("l1");
      write("recovery/late-execution", lab.client().fetchHistory(WorkflowIds.recovery("l1")));
    }
  }

  private static void restAll(ScriptedDesk desk) {
    List.of("stock", "put", "call").forEach(leg -> desk.fates.put(leg, new Fate.Rests()));
  }

  private static void recordExecution(String scenario, Consumer<ScriptedDesk> script) {
    try (TradeLab lab = new TradeLab()) {
      lab.run("warm-" + scenario);
      script.accept(lab.desk);
      lab.run(scenario);
      write("execution/" + scenario, lab.history(scenario));
    }
  }

  private static void recordQueue() {
    try (TradeLab lab = new TradeLab()) {
      lab.desk.fates.put("call", new Fate.Rests());
      WorkflowStub first = lab.start("q1", conversion("q1"));
      awaitUntil(() -> lab.desk.commands.size() == 1);
      WorkflowStub second = lab.start("q2", conversion("q2"));
      awaitUntil(() -> lab.lock().waiters().size() == 1);
      lab.desk.fill("q1", "call");
      first.getResult(ExecutionView.class);
      awaitUntil(() -> lab.desk.commands.size() >= 2);
      lab.execution("q2").cancel("enough");
      second.getResult(ExecutionView.class);
      awaitUntil(() -> lab.lock().holder() == null);
      write("execution/queued-then-cancelled", lab.history("q2"));
      write("lock/handed-over", lab.client().fetchHistory(WorkflowIds.lock(TradeLab.ACCOUNT)));
    }
  }

  private static void write(String name, WorkflowExecutionHistory history) {
    try {
      Path file = HISTORIES.resolve(name + ".json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, history.toJson(true) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String name) throws IOException {
    try (InputStream file = Files.newInputStream(HISTORIES.resolve(name));
        InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static WorkflowExecutionHistory history(String json) {
    return WorkflowExecutionHistory.fromJson(json);
  }
}
