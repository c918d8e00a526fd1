package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.desk.memory.QueuedBackground;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Alert;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.SessionSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A desk under a virtual clock, with a scripted venue and a ledger in memory. Nothing moves unless
 * the test says so.
 */
final class DeskRig {
  static final String ACCOUNT = "DU100";
  static final int CLIENT = 7;
  static final String STOCK = "lw1|t1|stock|E1";
  static final String PUT = "lw1|t1|put|E1";
  static final String CALL = "lw1|t1|call|E1";
  static final List<OrderRef> ALL = List.of(Rows.ref(STOCK), Rows.ref(PUT), Rows.ref(CALL));

  final VirtualClock clock = new VirtualClock();
  final ScriptedVenue venue = new ScriptedVenue(clock);
  final InMemoryDeskLedger store = new InMemoryDeskLedger(CLIENT, clock::wall);
  final FlakyLedger ledger = new FlakyLedger(store);
  final List<String> heard = new ArrayList<>();

  /** Codes of the alerts that stand. */
  final List<String> alerts = new ArrayList<>();

  /** Codes of all alerts that were told, in turn. */
  final List<String> told = new ArrayList<>();

  DeskSettings settings = DeskSettings.of(ACCOUNT, CLIENT);
  final TestLease lease = new TestLease();
  QueuedBackground background;
  DeskCore core;
  private boolean ledgerAnswers = true;

  DeskRig() {
    venue.contracts.put(1L, Rows.details(Rows.stock()));
    venue.contracts.put(2L, Rows.details(Rows.option(2, "P")));
    venue.contracts.put(3L, Rows.details(Rows.option(3, "C")));
    venue.quotes.put(1, new String[] {"69.58", "900", "69.60", "900"});
    venue.quotes.put(2, new String[] {"1.20", "50", "1.25", "50"});
    venue.quotes.put(3, new String[] {"1.00", "50", "1.05", "50"});
    newDesk();
  }

  /** A new process on the same ledger and venue. */
  void newDesk() {
    background = new QueuedBackground();
    core =
        new DeskCore(
            settings,
            SessionSettings.of("venue", 4002, settings.clientId()),
            venue,
            clock,
            ledger,
            background,
            listener(),
            lease);
  }

  private DeskListener listener() {
    return new DeskListener() {
      @Override
      public void committed(List<BrokerEvent> events) {
        events.forEach(event -> heard.add(name(event.event())));
      }

      @Override
      public void sessionLost(String why) {
        heard.add("LOST");
      }

      @Override
      public void sessionRestored() {
        heard.add("RESTORED");
      }

      @Override
      public void supervising(String why) {
        heard.add("SUPERVISING");
      }

      @Override
      public void raised(String executionId, Alert alert) {
        told.add(alert.code());
        if (!alerts.contains(alert.code())) {
          alerts.add(alert.code());
        }
      }

      @Override
      public void settled(String executionId, String code) {
        alerts.remove(code);
      }
    };
  }

  /** The lease of the process, as the test wants it. */
  static final class TestLease implements DeskLease {
    long epoch;
    boolean fresh = true;

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public boolean mayOpen() {
      return fresh;
    }
  }

  /** A desk that serves. */
  static DeskRig serving() {
    return started(new DeskRig());
  }

  /** The same with other settings. */
  static DeskRig serving(DeskSettings settings) {
    DeskRig rig = new DeskRig();
    rig.settings = settings;
    rig.newDesk();
    return started(rig);
  }

  private static DeskRig started(DeskRig rig) {
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.heard.clear();
    return rig;
  }

  /** A desk whose conversion is in the market, acknowledged, ids 1 to 3, permIds 101 to 103. */
  static DeskRig working() {
    DeskRig rig = serving();
    rig.enter();
    for (int i = 1; i <= 3; i++) {
      rig.venue.say(Rows.status(i, "Submitted", "0", 100 + i));
    }
    rig.pass(Duration.ofSeconds(1));
    rig.heard.clear();
    return rig;
  }

  /** Keeps the ledger from answering until {@link #ledgerAnswers}. */
  void holdLedger() {
    ledgerAnswers = false;
  }

  void ledgerAnswers() {
    ledgerAnswers = true;
    settle();
  }

  /** Everything that is on its way arrives, at this instant. */
  void settle() {
    for (int i = 0; i < 10_000; i++) {
      if (ledgerAnswers && background.waiting() > 0) {
        core.step(background::runNext);
      } else if (!venue.deliver(core)) {
        if (core.nextDeadline() > clock.nanos()) {
          return;
        }
        core.onTick();
      }
    }
    throw new IllegalStateException("the desk does not come to rest");
  }

  void say(ServerMessage message) {
    venue.say(message);
    settle();
  }

  /** Time passes; all that is due happens at its instant. */
  void pass(Duration time) {
    settle();
    long until = clock.nanos() + time.toNanos();
    while (core.nextDeadline() <= until) {
      clock.set(core.nextDeadline());
      settle();
    }
    clock.set(until);
    settle();
  }

  CompletableFuture<EntryAnswer> enter() {
    return enter(conversion("71.00"), 5);
  }

  CompletableFuture<EntryAnswer> enter(ExecutionRequest request, long token) {
    CompletableFuture<EntryAnswer> answer = submit(request, token);
    // The pacer lets what a cold entry has to ask out within less than half a second.
    for (int i = 0; i < 20 && !answer.isDone(); i++) {
      pass(Duration.ofMillis(25));
    }
    return answer;
  }

  /** Enters, and no time passes. */
  CompletableFuture<EntryAnswer> submit(ExecutionRequest request, long token) {
    CompletableFuture<EntryAnswer> answer =
        core.enter(new EntryPlan(request, token), Duration.ofSeconds(5));
    settle();
    return answer;
  }

  CompletableFuture<OrderSnapshot> snapshot(String... refs) {
    CompletableFuture<OrderSnapshot> answer =
        core.snapshot(List.of(refs).stream().map(Rows::ref).toList());
    settle();
    return answer;
  }

  /** The answer of a command, which must have come. */
  static <T> T now(CompletableFuture<T> answer) {
    if (!answer.isDone()) {
      throw new AssertionError("the desk has not answered yet");
    }
    return answer.join();
  }

  /** The verdict on one order as soon as the desk answers, within 5 s. */
  Verdict verdict(String ref) {
    CompletableFuture<OrderSnapshot> answer = snapshot(ref);
    for (int i = 0; i < 50 && !answer.isDone(); i++) {
      pass(Duration.ofMillis(100));
    }
    return DeskRig.now(answer).verdicts().get(Rows.ref(ref));
  }

  void cancel(String... refs) {
    core.cancel(List.of(refs).stream().map(Rows::ref).toList(), "test");
    settle();
  }

  static ExecutionRequest conversion(String netLimit) {
    return conversion("t1", netLimit);
  }

  /** BUY 100 TWX, BUY 1 put, SELL 1 call; 69.60 + 1.25 − 1.00 = 69.85 at the quotes. */
  static ExecutionRequest conversion(String id, String netLimit) {
    return new ExecutionRequest(
        id,
        ACCOUNT,
        null,
        "TWX",
        List.of(
            new RequestedLeg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), null),
            new RequestedLeg("put", Side.BUY, 1, option(OptionRight.PUT), null),
            new RequestedLeg("call", Side.SELL, 1, option(OptionRight.CALL), null)),
        1,
        new BigDecimal(netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  static ContractSpec option(OptionRight right) {
    return ContractSpec.option("TWX", LocalDate.of(2026, 12, 18), new BigDecimal("70"), right);
  }

  static OrderIntent unwind(String leg, int attempt, int quantity) {
    return new OrderIntent(
        Rows.ref("lw1|t1|" + leg + "|U" + attempt),
        ACCOUNT,
        new Instrument(
            1,
            ContractSpec.stock("TWX"),
            "SMART",
            "USD",
            "TWX",
            PriceIncrements.uniform(new BigDecimal("0.01"))),
        Side.SELL,
        BigDecimal.valueOf(quantity),
        new BigDecimal("69.50"),
        null);
  }

  /** The stored events, short. */
  List<String> stored() {
    return store.allEvents().stream().map(event -> name(event.event())).toList();
  }

  private static String name(OrderEvent event) {
    String leg = event.ref().leg() + event.ref().purpose().letter() + event.ref().attempt();
    return switch (event) {
      case OrderEvent.StatusReported s -> leg + " " + s.status() + " " + s.filled();
      case OrderEvent.Filled f -> leg + " FILL " + f.fill().execId() + " " + f.fill().quantity();
      case OrderEvent.ComboTraded t -> leg + " TRADED " + t.execId() + " " + t.units();
      case OrderEvent.CommissionReported c -> leg + " FEE " + c.amount();
      case OrderEvent.Rejected r -> leg + " REJECTED " + r.code();
      case OrderEvent.Settled s -> leg + " SETTLED " + s.executed();
      case OrderEvent.Noticed n -> leg + " NOTICED " + n.code();
    };
  }
}
