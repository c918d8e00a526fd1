package dev.legwork.workflow.session;

import static dev.legwork.workflow.session.MemorySessions.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.Claims;
import dev.legwork.session.PlanChange;
import dev.legwork.session.SessionCounts;
import dev.legwork.session.SessionPhase;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionTrade;
import dev.legwork.session.SessionWish;
import dev.legwork.session.StopAfter;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(RecordedHistories.class)
class TradingSessionWorkflowTest implements RecordedHistories.Source {
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final SessionWish ANN = new SessionWish("ann", "lunch");

  private final ScriptedChains chains = new ScriptedChains();
  private final MemorySessions ledger = new MemorySessions();
  private final Market market = new Market();
  private TestWorkflowEnvironment temporal;

  /** Trades end as they should at once, or once they are let go. */
  private static final class Market implements ExecutionStandIn.Market {
    final Map<String, TradeState> fates = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    final List<String> executed = Collections.synchronizedList(new ArrayList<>());
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final Set<String> closed = ConcurrentHashMap.newKeySet();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostRunning = new AtomicInteger();

    @Override
    public TradeState trade(String workflowId, String request) {
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      executed.add(workflowId);
      requests.add(request);
      try {
        CountDownLatch latch = held.get(workflowId);
        if (latch != null && !latch.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody lets " + workflowId + " go");
        }
        if (closed.contains(workflowId)) {
          throw new IllegalStateException("its workflow fails");
        }
        return fates.getOrDefault(workflowId, TradeState.COMMITTED);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        running.decrementAndGet();
      }
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
    worker.registerWorkflowImplementationTypes(
        TradingSessionWorkflowImpl.class, ExecutionStandIn.Impl.class);
    worker.registerActivitiesImplementations(ledger, market);
    temporal
        .newWorker(TaskQueues.broker(ACCOUNT), PATIENT)
        .registerActivitiesImplementations(chains);
    chains.claimed = ledger::isClaimed;
    temporal.start();
  }

  @AfterEach
  void stop() {
    market.held.values().forEach(CountDownLatch::countDown);
    temporal.close();
  }

  @Override
  public WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  @Override
  public Set<String> types() {
    return Set.of("TradingSessionWorkflow");
  }

  private WorkflowStub begin(String name, String more) {
    String plan =
        """
        { "name": "%s", "symbols": ["TWX"], "strategies": {"SFR": {}}%s }
        """
            .formatted(name, more);
    WorkflowStub stub =
        client()
            .newUntypedWorkflowStub(
                "TradingSessionWorkflow",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.session(name))
                    .setTaskQueue(TaskQueues.LEGWORK)
                    .build());
    stub.start(
        new RawValue(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(plan))
                .build()));
    return stub;
  }

  private TradingSessionWorkflow session(String name) {
    return client().newWorkflowStub(TradingSessionWorkflow.class, WorkflowIds.session(name));
  }

  private static SessionState end(WorkflowStub session) {
    return session.getResult(SessionState.class);
  }

  private static String execution(String opportunity) {
    return Claims.execution(ACCOUNT, opportunity);
  }

  private static String workflow(String opportunity) {
    return WorkflowIds.execution(execution(opportunity));
  }

  private CountDownLatch hold(String opportunity) {
    CountDownLatch latch = new CountDownLatch(1);
    market.held.put(workflow(opportunity), latch);
    return latch;
  }

  private void awaitUntil(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private List<String> signals(String name) {
    return client().fetchHistory(WorkflowIds.session(name)).getEvents().stream()
        .filter(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .map(HistoryEvent::getWorkflowExecutionSignaledEventAttributes)
        .map(signal -> signal.getSignalName())
        .toList();
  }

  @Test
  void executesWhatItFindsAndEndsAfterASuccess() {
    chains.there.add(Opportunities.conversion("twx-1"));

    SessionState over = end(begin("morning", ""));

    assertThat(over.detail()).isEqualTo(execution("twx-1") + " ended COMMITTED");
    assertThat(over.counts()).isEqualTo(new SessionCounts(1, 0, 0, 1, 1, 0, 0));
    assertThat(market.executed).containsExactly(workflow("twx-1"));
    assertThat(chains.looks).containsExactly("watch morning", "look again twx-1", "leave morning");
    assertThat(ledger.session("morning")).isEqualTo(over);
    assertThat(ledger.claims()).extracting(Claim::outcome).containsExactly("COMMITTED");
  }

  @Test
  void asksForTheTradeAsTheOpportunityAllowsIt() {
    chains.there.add(Opportunities.conversion("twx-1"));

    end(begin("morning", ", \"placing\": \"HEDGE_FIRST\", \"pricing\": \"HYBRID\""));

    assertThat(market.requests)
        .singleElement()
        .asString()
        .contains("\"id\":\"" + execution("twx-1") + "\"")
        .contains("\"account\":\"DU1000001\"", "\"strategy\":\"SFR\"", "\"netLimit\":\"69.72\"")
        .contains("\"placing\":\"HEDGE_FIRST\"", "\"pricing\":\"HYBRID\"")
        .contains("\"lock\":\"PT15S\"");
  }

  @Test
  void placesOneOrderWhereLegsMustNotBePlacedApart() {
    chains.there.add(Opportunities.conversion("twx-1"));

    end(begin("morning", ", \"maxLegs\": 1"));

    assertThat(market.requests)
        .singleElement()
        .asString()
        .contains("\"placing\":\"COMBO\"", "\"netLimit\":\"69.7\"");
  }

  @Test
  void goesOnWithAnotherOneAfterNothingWasFilled() {
    chains.there.add(Opportunities.conversion("twx-1"));
    chains.there.add(Opportunities.conversion("twx-2"));
    market.fates.put(workflow("twx-1"), TradeState.NOT_FILLED);

    SessionState over = end(begin("morning", ""));

    assertThat(market.executed).containsExactly(workflow("twx-1"), workflow("twx-2"));
    assertThat(over.counts()).isEqualTo(new SessionCounts(3, 0, 0, 2, 1, 0, 1));
  }

  @Test
  void endsAfterAnExecutionInPart() {
    chains.there.add(Opportunities.conversion("twx-1"));
    market.fates.put(workflow("twx-1"), TradeState.UNWOUND);

    assertThat(end(begin("morning", "")).detail()).endsWith("ended UNWOUND");
  }

  @Test
  void executesNothingThatFallsOnTheSecondLook() {
    chains.there.add(Opportunities.conversion("twx-1"));
    chains.there.add(Opportunities.conversion("twx-2"));
    chains.fallsOnTheSecondLook.add("twx-1");

    SessionState over = end(begin("morning", ""));

    assertThat(market.executed).containsExactly(workflow("twx-2"));
    assertThat(over.counts().fallen()).isEqualTo(1);
    assertThat(ledger.claims()).extracting(Claim::opportunity).containsExactly("twx-2");
  }

  @Test
  void executesNothingInADryRunAndTellsWhatItWouldHave() {
    chains.there.add(Opportunities.conversion("twx-1"));
    chains.there.add(Opportunities.conversion("twx-2"));

    SessionState over = end(begin("morning", ", \"dryRun\": true, \"stopAfter\": {\"trades\": 2}"));

    assertThat(market.executed).isEmpty();
    assertThat(ledger.claims()).isEmpty();
    assertThat(over.trades())
        .extracting(SessionTrade::opportunity, SessionTrade::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("twx-1", "DRY_RUN"),
            org.assertj.core.groups.Tuple.tuple("twx-2", "DRY_RUN"));
  }

  @Test
  void looksAtNothingWhilePausedAndGoesOnAfterwards() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));

    session("morning").pause(ANN);
    awaitUntil(() -> ledger.session("morning").phase() == SessionPhase.PAUSED);
    chains.there.add(Opportunities.conversion("twx-1"));
    // The look that was let go ends by itself; what it finds is taken up by nobody.
    awaitUntil(() -> chains.running.get() == 0);
    assertThat(session("morning").progress().detail()).isEqualTo("paused by ann: lunch");
    assertThat(chains.looks).doesNotContain("look again twx-1");
    assertThat(market.executed).isEmpty();
    session("morning").resume(new SessionWish("ann", "back"));

    assertThat(end(stub).counts().committed()).isEqualTo(1);
  }

  @Test
  void endsWhenItIsStopped() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));

    session("morning").stop(ANN);

    assertThat(end(stub).detail()).isEqualTo("stopped by ann: lunch");
    assertThat(chains.looks).contains("leave morning");
  }

  @Test
  void takesACancelOfTheWorkflowForAStop() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));

    stub.cancel();

    awaitUntil(() -> ledger.session("morning").phase() == SessionPhase.ENDED);
    assertThat(ledger.session("morning").detail()).contains("the workflow was cancelled");
  }

  @Test
  void hearsTheEndOfItsTradeBeforeItStops() {
    chains.there.add(Opportunities.conversion("twx-1"));
    CountDownLatch trade = hold("twx-1");
    market.fates.put(workflow("twx-1"), TradeState.NOT_FILLED);
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> market.running.get() == 1);

    SessionState asked = session("morning").stop(ANN);
    assertThat(asked.phase()).isEqualTo(SessionPhase.EXECUTING);
    trade.countDown();

    SessionState over = end(stub);
    assertThat(over.detail()).isEqualTo("stopped by ann: lunch");
    assertThat(over.counts().unfilled()).isEqualTo(1);
  }

  @Test
  void followsAChangedPlanAtOnce() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.plans.size() == 1);
    SessionPlan old = chains.plans.getFirst();
    SessionPlan next =
        new SessionPlan(
            old.name(),
            old.account(),
            List.of("TWX", "GOOG"),
            old.strategies(),
            2,
            old.placing(),
            old.pricing(),
            old.maxLegs(),
            new StopAfter(false, false, 1, null),
            old.scanEvery(),
            false);

    session("morning").change(new PlanChange(old, next));

    awaitUntil(() -> chains.plans.size() == 2);
    assertThat(chains.plans.getLast()).isEqualTo(next);
    chains.there.add(Opportunities.conversion("twx-1"));
    assertThat(end(stub).detail()).isEqualTo("1 of 1 trades are done");
  }

  @Test
  void refusesWhatMakesNoSense() {
    begin("morning", "");
    awaitUntil(() -> chains.plans.size() == 1);
    TradingSessionWorkflow session = session("morning");
    SessionPlan plan = chains.plans.getFirst();
    SessionPlan elsewhere =
        new SessionPlan(
            plan.name(),
            "DU1000002",
            plan.symbols(),
            plan.strategies(),
            1,
            plan.placing(),
            plan.pricing(),
            6,
            plan.stopAfter(),
            plan.scanEvery(),
            false);

    assertThatThrownBy(() -> session.resume(ANN))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("the session is not paused");
    assertThatThrownBy(() -> session.pause(new SessionWish("", "lunch")))
        .hasStackTraceContaining("a pause names its operator and its reason");
    assertThatThrownBy(() -> session.change(new PlanChange(plan, elsewhere)))
        .hasStackTraceContaining("a session keeps its name and its account");
  }

  @Test
  void neverExecutesBesideAnotherSessionOfTheAccountNorTheSameTwice() {
    chains.there.add(Opportunities.conversion("twx-1"));
    chains.there.add(Opportunities.conversion("twx-2"));
    CountDownLatch first = hold("twx-1");
    market.fates.put(workflow("twx-1"), TradeState.NOT_FILLED);
    String many = ", \"stopAfter\": {\"trades\": 1}";
    WorkflowStub one = begin("one", many);
    awaitUntil(() -> market.running.get() == 1);
    WorkflowStub other = begin("other", many);
    awaitUntil(
        () ->
            ledger.session("other") != null
                && ledger.session("other").phase() == SessionPhase.STANDING_STILL);

    assertThat(market.executed).containsExactly(workflow("twx-1"));
    first.countDown();
    end(one);
    end(other);

    assertThat(market.executed).containsExactly(workflow("twx-1"), workflow("twx-2"));
    assertThat(market.mostRunning).hasValue(1);
    assertThat(signals("other")).contains("goOn");
  }

  @Test
  void standsStillAsSoonAsAnotherSessionExecutesAndGoesOnAfterwards() {
    WorkflowStub still = begin("still", ", \"stopAfter\": {\"trades\": 1}");
    awaitUntil(() -> chains.looks.contains("watch still"));
    CountDownLatch trade = hold("twx-1");
    market.fates.put(workflow("twx-1"), TradeState.REJECTED);
    chains.claimed = id -> ledger.isClaimed(id) || market.executed.isEmpty();
    // Whoever finds it first executes it, and the other one stands still.
    WorkflowStub busy = begin("busy", ", \"stopAfter\": {\"trades\": 1}");
    awaitUntil(() -> chains.looks.contains("watch busy"));
    chains.claimed = ledger::isClaimed;
    chains.there.add(Opportunities.conversion("twx-1"));
    awaitUntil(() -> market.running.get() == 1);
    String executing = ledger.claims().getFirst().session();
    String waiting = executing.equals("busy") ? "still" : "busy";
    awaitUntil(() -> ledger.session(waiting).phase() == SessionPhase.STANDING_STILL);

    trade.countDown();
    end(executing.equals("busy") ? busy : still);
    awaitUntil(() -> ledger.session(waiting).phase() == SessionPhase.SCANNING);

    assertThat(signals(waiting)).containsExactly("standStill", "goOn");
    chains.there.add(Opportunities.conversion("twx-2"));
    end(waiting.equals("busy") ? busy : still);
    assertThat(market.mostRunning).hasValue(1);
  }

  @Test
  void goesOnByItselfWhereNobodyTellsThatTheOtherIsDone() {
    chains.there.add(Opportunities.conversion("twx-1"));
    ledger.claim(ACCOUNT, "gone", "twx-0");
    WorkflowStub stub = begin("morning", "");
    awaitUntil(
        () ->
            ledger.session("morning") != null
                && ledger.session("morning").phase() == SessionPhase.STANDING_STILL);

    ledger.settle(execution("twx-0"), "COMMITTED");

    assertThat(end(stub).counts().committed()).isEqualTo(1);
  }

  @Test
  void learnsTheEndingFromTheLedgerWhereTheTradesWorkflowDoesNotTellIt() {
    chains.there.add(Opportunities.conversion("twx-1"));
    market.closed.add(workflow("twx-1"));
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> market.executed.size() == 1);

    ledger.ended(execution("twx-1"), TradeState.UNWOUND);

    assertThat(end(stub).detail()).endsWith("ended UNWOUND");
  }

  @Test
  void leavesItsTradeRunningWhenItIsTerminated() {
    chains.there.add(Opportunities.conversion("twx-1"));
    CountDownLatch trade = hold("twx-1");
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> market.running.get() == 1);

    stub.terminate("closed in the Web UI");
    trade.countDown();

    assertThat(
            client()
                .newUntypedWorkflowStub(workflow("twx-1"))
                .getResult(SessionTrades.Ending.class)
                .state())
        .isEqualTo(TradeState.COMMITTED);
  }

  @Test
  void goesOnLookingWhenTheDeskIsBack() {
    chains.isAway = true;
    chains.there.add(Opportunities.conversion("twx-1"));
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.size() >= 3);
    chains.isAway = false;

    assertThat(end(stub).counts().committed()).isEqualTo(1);
  }

  @Test
  void pausesItselfWhereItsStrategiesCannotBeMade() {
    chains.wrongWithThePlan = "SFR.max-dte (9): must be at least min-dte";
    begin("morning", "");

    awaitUntil(
        () ->
            ledger.session("morning") != null
                && ledger.session("morning").phase() == SessionPhase.PAUSED);

    assertThat(ledger.session("morning").detail())
        .isEqualTo("paused by legwork: SFR.max-dte (9): must be at least min-dte");
  }

  @Test
  void failsWithEveryErrorOfAPlanThatCannotBeFollowed() {
    WorkflowStub stub = begin("morning", ", \"quantity\": 0, \"speed\": 1");

    assertThatThrownBy(() -> end(stub))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(TradingSessionWorkflow.INVALID_PLAN);
              assertThat(failure.getOriginalMessage()).contains("quantity", "speed");
            });
  }

  @Test
  void carriesItsStateIntoTheNextRun() {
    chains.there.add(Opportunities.conversion("twx-1"));
    market.fates.put(workflow("twx-1"), TradeState.NOT_FILLED);
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> ledger.claims().stream().anyMatch(claim -> !claim.isOpen()));
    session("morning").pause(ANN);
    String firstRun = stub.getExecution().getRunId();

    temporal.sleep(Duration.ofMinutes(40));

    String run =
        client()
            .newUntypedWorkflowStub(WorkflowIds.session("morning"))
            .describe()
            .getExecution()
            .getRunId();
    assertThat(run).isNotEqualTo(firstRun);
    SessionState carried = session("morning").progress();
    assertThat(carried.phase()).isEqualTo(SessionPhase.PAUSED);
    assertThat(carried.counts().unfilled()).isEqualTo(1);
    chains.there.add(Opportunities.conversion("twx-2"));
    session("morning").resume(ANN);
    assertThat(end(stub).counts().committed()).isEqualTo(1);
    assertThat(market.executed).containsExactly(workflow("twx-1"), workflow("twx-2"));
  }

  private static SessionPlan dry(SessionPlan plan) {
    return new SessionPlan(
        plan.name(),
        plan.account(),
        plan.symbols(),
        plan.strategies(),
        plan.quantity(),
        plan.placing(),
        plan.pricing(),
        plan.maxLegs(),
        plan.stopAfter(),
        plan.scanEvery(),
        true);
  }

  private static SessionPlan larger(SessionPlan plan) {
    return new SessionPlan(
        plan.name(),
        plan.account(),
        plan.symbols(),
        plan.strategies(),
        plan.quantity() + 1,
        plan.placing(),
        plan.pricing(),
        plan.maxLegs(),
        plan.stopAfter(),
        plan.scanEvery(),
        plan.dryRun());
  }

  private void awaitPhase(String name, SessionPhase phase) {
    awaitUntil(() -> ledger.session(name) != null && ledger.session(name).phase() == phase);
  }

  /** After so many tries the next ones are timers of the workflow, which may be told things. */
  private void awaitThatTheWorkflowWaitsFor(String call) {
    awaitUntil(() -> Collections.frequency(ledger.calls, call) >= 5);
  }

  @Test
  void beginsNothingAfterAStopThatWasAskedWhileTheLedgerWasAway() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));
    session("morning").pause(ANN);
    awaitPhase("morning", SessionPhase.PAUSED);
    ledger.away.add("told");
    chains.there.add(Opportunities.conversion("twx-1"));
    session("morning").resume(new SessionWish("ann", "back"));
    awaitThatTheWorkflowWaitsFor("told");

    session("morning").stop(ANN);
    ledger.away.clear();

    assertThat(end(stub).detail()).isEqualTo("stopped by ann: lunch");
    assertThat(market.executed).isEmpty();
    assertThat(chains.looks).doesNotContain("look again twx-1");
  }

  @Test
  void beginsNothingAfterAStopThatWasAskedWhileItClaimed() {
    chains.there.add(Opportunities.conversion("twx-1"));
    ledger.away.add("claim");
    WorkflowStub stub = begin("morning", "");
    awaitThatTheWorkflowWaitsFor("claim");

    session("morning").stop(ANN);
    ledger.away.clear();

    assertThat(end(stub).detail()).isEqualTo("stopped by ann: lunch");
    assertThat(market.executed).isEmpty();
    assertThat(ledger.claims())
        .allSatisfy(claim -> assertThat(claim.outcome()).isEqualTo(Claim.NOT_STARTED));
  }

  @Test
  void beginsNothingThatAPlanDoesNotWantWhichWasChangedWhileItClaimed() {
    chains.there.add(Opportunities.conversion("twx-1"));
    ledger.away.add("claim");
    WorkflowStub stub = begin("morning", ", \"stopAfter\": {\"trades\": 1}");
    awaitThatTheWorkflowWaitsFor("claim");
    SessionPlan plan = session("morning").progress().plan();

    session("morning").change(new PlanChange(plan, dry(plan)));
    ledger.away.clear();

    assertThat(end(stub).trades())
        .extracting(SessionTrade::outcome)
        .containsExactly(SessionTrade.DRY_RUN);
    assertThat(market.executed).isEmpty();
  }

  @Test
  void looksOnceMoreAtWhatItCouldNotClaimForLong() {
    chains.there.add(Opportunities.conversion("twx-1"));
    ledger.away.add("claim");
    WorkflowStub stub = begin("morning", "");
    awaitThatTheWorkflowWaitsFor("claim");

    temporal.sleep(Duration.ofMinutes(12));
    ledger.away.clear();

    assertThat(end(stub).counts().committed()).isEqualTo(1);
    assertThat(chains.looks)
        .filteredOn(look -> look.startsWith("look again"))
        .containsExactly("look again twx-1", "look again twx-1");
    assertThat(market.executed).containsExactly(workflow("twx-1"));
  }

  @Test
  void beginsNothingWhenItsTimeHasComeWhileItClaimed() {
    chains.there.add(Opportunities.conversion("twx-1"));
    ledger.away.add("claim");
    Instant at = Instant.ofEpochMilli(temporal.currentTimeMillis()).plusSeconds(300);
    WorkflowStub stub = begin("morning", ", \"stopAfter\": {\"at\": \"%s\"}".formatted(at));
    awaitThatTheWorkflowWaitsFor("claim");

    temporal.sleep(Duration.ofMinutes(6));
    ledger.away.clear();

    assertThat(end(stub).detail()).isEqualTo("it was to end at " + at);
    assertThat(market.executed).isEmpty();
  }

  @Test
  void givesBackTheClaimOfAWorkflowTaskThatWasLost() {
    chains.claimed = id -> false;
    chains.there.add(Opportunities.conversion("twx-1"));
    // As if its worker had been killed between the claim and the end of its workflow task.
    chains.beforeTheSecondLook =
        () -> {
          session("morning").pause(ANN);
          ledger.claim(ACCOUNT, "morning", "twx-1");
        };
    begin("morning", "");
    awaitPhase("morning", SessionPhase.PAUSED);

    assertThat(ledger.claims()).extracting(Claim::outcome).containsExactly(Claim.NOT_STARTED);
    chains.beforeTheSecondLook = () -> {};
    assertThat(end(begin("other", "")).counts().committed()).isEqualTo(1);
    assertThat(market.executed).containsExactly(workflow("twx-1"));
  }

  @Test
  void tellsOfAChangeThatComesWhenItsRunIsFull() {
    begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));
    session("morning").pause(ANN);
    awaitPhase("morning", SessionPhase.PAUSED);
    temporal.sleep(Duration.ofMinutes(5));
    session("morning").pause(new SessionWish("bob", "coffee"));
    awaitUntil(() -> ledger.session("morning").detail().contains("coffee"));
    temporal.sleep(Duration.ofMinutes(11));
    SessionPlan plan = session("morning").progress().plan();

    session("morning").change(new PlanChange(plan, dry(plan)));

    awaitUntil(() -> ledger.session("morning").plan().dryRun());
  }

  @Test
  void refusesAChangeOfAPlanThatAnotherOneHasReplaced() {
    begin("morning", "");
    awaitUntil(() -> chains.plans.size() == 1);
    SessionPlan read = chains.plans.getFirst();
    session("morning").change(new PlanChange(read, dry(read)));

    assertThatThrownBy(() -> session("morning").change(new PlanChange(read, larger(read))))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("its plan was changed meanwhile");
    assertThat(session("morning").progress().plan()).isEqualTo(dry(read));
    SessionPlan now = session("morning").progress().plan();
    assertThat(session("morning").change(new PlanChange(now, larger(now))).plan())
        .isEqualTo(larger(dry(read)));
  }

  @Test
  void refusesAnotherAccountAlsoWhereItIsAskedBeforeThePlanIsRead() {
    ledger.away.add("begin");
    begin("morning", "");
    awaitThatTheWorkflowWaitsFor("begin");
    SessionPlan elsewhere =
        new SessionPlan(
            "morning",
            "DU1000002",
            List.of("TWX"),
            Map.of("SFR", Map.of()),
            1,
            Placing.PARALLEL,
            Pricing.LIMIT,
            6,
            StopAfter.DEFAULT,
            Duration.ofSeconds(1),
            false);
    CompletableFuture<SessionState> change =
        CompletableFuture.supplyAsync(
            () -> session("morning").change(new PlanChange(elsewhere, elsewhere)));
    awaitUntil(() -> hasEvent("morning", EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED));
    ledger.away.clear();

    assertThatThrownBy(change::join)
        .hasStackTraceContaining("a session keeps its name and its account");
    assertThat(session("morning").progress().plan().account()).isEqualTo(ACCOUNT);
  }

  private boolean hasEvent(String session, EventType type) {
    return client().fetchHistory(WorkflowIds.session(session)).getEvents().stream()
        .anyMatch(event -> event.getEventType() == type);
  }

  @Test
  void isPausedAndStoppedBySignal() {
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> chains.looks.contains("watch morning"));

    session("morning").pauseNow(ANN);
    awaitPhase("morning", SessionPhase.PAUSED);
    assertThat(ledger.session("morning").detail()).isEqualTo("paused by ann: lunch");
    session("morning").stopNow(new SessionWish("bob", "home"));

    assertThat(end(stub).detail()).isEqualTo("stopped by bob: home");
  }

  @Test
  void heedsAStopThatCameWhileNobodyWasThereAndSaysNeitherWhoNorWhy() {
    ledger.away.add("begin");
    chains.there.add(Opportunities.conversion("twx-1"));
    WorkflowStub stub = begin("morning", "");
    stub.signal(TradingSessionWorkflow.STOP_NOW, new SessionWish("", null));
    awaitThatTheWorkflowWaitsFor("begin");
    ledger.away.clear();

    assertThat(end(stub).detail()).isEqualTo("stopped by a signal: no operator and reason given");
    assertThat(market.executed).isEmpty();
  }

  @Test
  void asksForTheEndingOfATradeEverMoreSeldom() {
    chains.there.add(Opportunities.conversion("twx-1"));
    market.closed.add(workflow("twx-1"));
    WorkflowStub stub = begin("morning", "");
    awaitUntil(() -> ledger.calls.contains("outcome"));

    temporal.sleep(Duration.ofHours(2));

    assertThat(ledger.calls).hasSizeBetween(20, 35);
    ledger.ended(execution("twx-1"), TradeState.RESIDUAL);
    assertThat(end(stub).detail()).endsWith("ended RESIDUAL");
  }
}
