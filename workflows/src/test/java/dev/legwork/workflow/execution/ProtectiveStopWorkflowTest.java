package dev.legwork.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.GuardedTrade;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import dev.legwork.unwind.NeededMarket;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.TradeSearchAttributes;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop over days of Temporal's own time, run after run, on a desk that keeps what it is told. */
class ProtectiveStopWorkflowTest {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final Instrument STOCK =
      new Instrument(
          11,
          ContractSpec.stock("TWX"),
          "SMART",
          "USD",
          "TWX",
          PriceIncrements.uniform(Decimals.of("0.01")));
  private static final ExecutionRequest REQUEST =
      new ExecutionRequest(
              "t1",
              TradeLab.ACCOUNT,
              null,
              "TWX",
              List.of(new RequestedLeg("stock", Side.BUY, 1, STOCK.spec(), null)),
              100,
              Decimals.of("100"),
              Placing.PARALLEL,
              Pricing.LIMIT,
              Timeouts.DEFAULT)
          .with(
              ProtectiveStop.ofLeg(
                  "stock", Decimals.of("98"), Decimals.of("97.5"), Duration.ofSeconds(5)));

  private final Desk desk = new Desk();
  private final Rows rows = new Rows();
  private TestWorkflowEnvironment temporal;
  private WorkflowExecution firstRun;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(TradeDataConverter.create())
                    .build());
    TradeSearchAttributes.types().forEach(options::registerSearchAttribute);
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(ProtectiveStopWorkflowImpl.class);
    worker.registerActivitiesImplementations(rows);
    temporal.newWorker(TaskQueues.broker(TradeLab.ACCOUNT)).registerActivitiesImplementations(desk);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  /** fault O30: no run has more than some minutes in its history, and none forgets its order. */
  @Test
  void guardsForHoursInShortRunsAndExitsOnce() {
    WorkflowStub stop = guard();

    temporal.sleep(Duration.ofHours(1));
    assertThat(rows.opened).as("runs in an hour").isBetween(3, 20);
    assertThat(desk.placed()).containsExactly("SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(
            temporal
                .getWorkflowClient()
                .fetchHistory(firstRun.getWorkflowId(), firstRun.getRunId())
                .getEvents())
        .hasSizeLessThan(4000)
        .last()
        .extracting(HistoryEvent::getEventType)
        .isEqualTo(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);

    desk.bid = new BigDecimal("95");
    stop.getResult(Void.class);

    assertThat(rows.status.state()).isEqualTo(StopState.EXITED);
    assertThat(desk.placed()).hasSize(2);
    assertThat(desk.net()).isZero();
    assertThat(rows.alerts).contains("STOP_GAP_THROUGH");
  }

  @Test
  void doesWhatAPersonAsksAndIgnoresACancelOfItsWorkflow() {
    WorkflowStub stop = guard();
    temporal.sleep(Duration.ofMinutes(1));

    stop.cancel();
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(rows.status.state()).isEqualTo(StopState.ARMED);

    stop.signal(
        ProtectiveStopWorkflow.ASK,
        new StopWish(StopWish.Kind.CANCEL, "ann", "hedged elsewhere", "w1"));
    TradeLab.awaitUntil(() -> rows.status.state() == StopState.CANCELLED);

    assertThat(rows.status.detail()).contains("ann: hedged elsewhere");
    assertThat(desk.net()).isEqualTo(100);
  }

  @Test
  void doesNothingForATradeWithoutAStop() {
    rows.unknown = true;

    guard().getResult(Void.class);

    assertThat(desk.placed()).isEmpty();
  }

  private WorkflowStub guard() {
    ProtectiveStopWorkflow stub =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                ProtectiveStopWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.stop("t1"))
                    .setTaskQueue(TaskQueues.LEGWORK)
                    .build());
    firstRun = WorkflowClient.start(stub::guard, "t1");
    return temporal.getWorkflowClient().newUntypedWorkflowStub(WorkflowIds.stop("t1"));
  }

  /** The ledger: what was told last, and what the desk has stored. */
  public final class Rows implements StopActivities, LedgerActivities {
    volatile StopStatus status = StopStatus.fresh(Instant.EPOCH);
    volatile boolean unknown;
    volatile int opened;
    final List<String> alerts = new ArrayList<>();

    @Override
    public StopCase open(String executionId) {
      opened++;
      if (unknown) {
        return new StopCase.Unknown();
      }
      return status.state().isOver()
          ? new StopCase.Over()
          : new StopCase.Open(
              new GuardedTrade(
                  REQUEST,
                  new Ending(TradeState.COMMITTED, null, List.of(), 1, Instant.EPOCH, List.of()),
                  desk.known(),
                  status,
                  null),
              Instant.EPOCH,
              Instant.EPOCH);
    }

    @Override
    public void told(String executionId, StopStatus next) {
      status = next;
    }

    @Override
    public Registration register(String id, String run, byte[] input, Instant at) {
      throw new AssertionError("a stop registers nothing");
    }

    @Override
    public void reached(String executionId, TradeState state, long token) {
      throw new AssertionError("a stop moves no trade on");
    }

    @Override
    public synchronized void alert(String executionId, String account, Alert alert) {
      alerts.add(alert.code());
    }

    @Override
    public void finish(String executionId, Ending ending) {
      throw new AssertionError("a stop ends no trade");
    }
  }

  /** A desk whose orders fill at the bid if it is inside their limit; stops never wake. */
  public static final class Desk implements DeskActivities {
    volatile BigDecimal bid = new BigDecimal("100");
    private final Map<OrderRef, PlacedOrder> orders = new LinkedHashMap<>();
    private final Map<OrderRef, Verdict> verdicts = new LinkedHashMap<>();
    private final List<BrokerEvent> events = new ArrayList<>();
    private int net = 100;

    Desk() {
      OrderRef ref = new OrderRef("t1", "stock", Purpose.ENTRY, 1);
      add(
          new OrderIntent(
              ref, TradeLab.ACCOUNT, STOCK, Side.BUY, Decimals.of(100), Decimals.of("100"), null));
      filled(ref, Side.BUY, 100, new BigDecimal("100"));
    }

    private void add(OrderIntent intent) {
      orders.put(intent.ref(), new PlacedOrder(intent, orders.size() + 1));
      verdicts.put(intent.ref(), Verdict.LIVE);
    }

    private void filled(OrderRef ref, Side side, int quantity, BigDecimal price) {
      verdicts.put(ref, Verdict.PROVEN_TERMINAL);
      Fill fill = new Fill(ref + ".1.01", side, Decimals.of(quantity), price, Instant.EPOCH);
      event(new OrderEvent.Filled(ref, fill, Decimals.of(quantity), 1));
      event(new OrderEvent.StatusReported(ref, OrderStatus.FILLED, Decimals.of(quantity), 1));
    }

    private void event(OrderEvent event) {
      events.add(new BrokerEvent(events.size() + 1, Instant.EPOCH, event));
    }

    synchronized int net() {
      return net;
    }

    synchronized List<String> placed() {
      return orders.values().stream()
          .map(PlacedOrder::intent)
          .filter(intent -> intent.ref().purpose().exits())
          .map(OrderIntent::label)
          .toList();
    }

    synchronized OrderSnapshot known() {
      Map<OrderRef, WriteOutcome> written = new LinkedHashMap<>();
      orders.keySet().forEach(ref -> written.put(ref, WriteOutcome.WRITTEN));
      return new OrderSnapshot(verdicts, List.copyOf(orders.values()), written, events);
    }

    @Override
    public EntryAnswer enter(EntryPlan plan) {
      throw new AssertionError("a stop enters nothing");
    }

    @Override
    public synchronized PlaceAnswer place(List<OrderIntent> wave) {
      for (OrderIntent intent : wave) {
        add(intent);
        if (intent.stopTrigger() == null && bid.compareTo(intent.limit()) >= 0) {
          net -= intent.quantity().intValueExact();
          filled(intent.ref(), Side.SELL, intent.quantity().intValueExact(), bid);
        }
      }
      return new PlaceAnswer.Placed(
          wave.stream().map(intent -> orders.get(intent.ref())).toList(), WriteOutcome.WRITTEN);
    }

    @Override
    public synchronized void cancel(List<OrderRef> refs, Reason why) {
      for (OrderRef ref : refs) {
        if (verdicts.put(ref, Verdict.PROVEN_TERMINAL) == Verdict.LIVE) {
          event(new OrderEvent.StatusReported(ref, OrderStatus.CANCELLED, BigDecimal.ZERO, 1));
        }
      }
    }

    @Override
    public OrderSnapshot snapshot(List<OrderRef> refs) {
      return known();
    }

    @Override
    public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
      return Map.of(
          "stock",
          Quote.of(bid, Decimals.of(900), bid.add(new BigDecimal("0.02")), Decimals.of(900)));
    }

    @Override
    public Instrument find(ContractSpec contract) {
      throw new AssertionError("a stop hedges nothing");
    }

    @Override
    public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Duration atMost) {
      return new MarketAnswer(true, "");
    }

    @Override
    public synchronized Map<String, AccountPosition> positions(
        Map<String, Instrument> instruments, Instant since) {
      return Map.of("stock", AccountPosition.explained(Decimals.of(net)));
    }
  }
}
