package dev.legwork.simulation;

import dev.legwork.desk.DeskSettings;
import dev.legwork.desk.HoursRule;
import dev.legwork.desk.MarginSettings;
import dev.legwork.guard.GuardLimits;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.simulation.check.ExposureJudge;
import dev.legwork.simulation.check.Judge;
import dev.legwork.simulation.check.VenueWatch;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.FaultPlan;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.fault.Theatre;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.ledger.EventInbox;
import dev.legwork.simulation.ledger.LeaseRows;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.net.Network;
import dev.legwork.simulation.net.Weather;
import dev.legwork.simulation.temporal.BrokerQueue;
import dev.legwork.simulation.temporal.Reconciliation;
import dev.legwork.simulation.temporal.TemporalServer;
import dev.legwork.simulation.temporal.Workflows;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.SimClock;
import dev.legwork.simulation.time.Story;
import dev.legwork.simulation.venue.GatewayHost;
import dev.legwork.simulation.venue.SimMarket;
import dev.legwork.simulation.worker.TenureWatch;
import dev.legwork.simulation.worker.TradeSignals;
import dev.legwork.simulation.worker.Worker;
import dev.legwork.simulation.worker.WorkerParts;
import dev.legwork.simulator.gateway.VenueSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One world: broker, network, workers, database, Temporal, and the trades that people want. */
final class World {
  private static final int FIRST_CLIENT = 7;
  private static final List<String> ONE = List.of("worker");
  private static final List<String> BOTH = List.of("worker", "standby");
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration FIRST_TRADE = Duration.ofMillis(200);

  private final Chance chance;
  private final Scheduler scheduler;
  private final Story story;
  private final Hits hits = new Hits();
  private final FaultPlan faults;
  private final Network network;
  private final Database database;
  private final GatewayHost gateway;
  private final SimMarket market;
  private final Map<String, DeskRows> desks = new LinkedHashMap<>();
  private final List<Worker> workers = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Reconciliation> reconciliations = new ArrayList<>();
  private final TradeLedger trades;
  private final TemporalServer temporal;
  private final Workflows workflows;
  private final InvariantWatch watch;
  private final SimClock clock;
  private final VenueWatch journal;
  private final Judge judge;
  private final Scenario scenario;
  private final List<String> wrongs = new ArrayList<>();
  private final Map<String, List<Worker>> workersOf = new LinkedHashMap<>();
  private final ExposureJudge exposure;
  private final ResetTime reset;
  private final SizeShape sizes;

  World(Setting setting) {
    chance = new Chance(setting.seed());
    scheduler = new Scheduler(chance.stream("ties"));
    story = new Story(scheduler);
    faults = FaultPlan.of(chance, setting.without(), setting.with());
    Chance shape = chance.stream("shape");
    network = new Network(scheduler, chance.stream("network"), weather(shape));
    database = new Database(scheduler, chance.stream("database"), hits);
    clock = new SimClock(scheduler);
    watch = new InvariantWatch(violation -> story.tell("INVARIANT", violation.toString()));
    journal = new VenueWatch(watch, story);
    sizes = new SizeShape(chance.stream("sizes"), faults.has(FaultKind.C_ORDER_SIZES));
    gateway = new GatewayHost(scheduler, story, clock, venueSettings(), journal);
    network.listen(gateway);
    market = new SimMarket(scheduler, chance.stream("market"), gateway, hits);
    int accounts = shape.odds(0.75) ? 1 : 2;
    for (int n = 0; n < accounts; n++) {
      desks.put(
          account(n), new DeskRows(account(n), FIRST_CLIENT + n, clock::wall, watch, this::wrong));
    }
    desks.values().forEach(desk -> desk.sizes(sizes.sizes()));
    if (faults.has(FaultKind.C_LIMITS)) {
      Chance limits = chance.stream("limits");
      desks
          .values()
          .forEach(desk -> desk.limits(limits(limits), () -> hits.hit(FaultKind.C_LIMITS)));
    }
    trades = new TradeLedger(desks, clock::wall, watch);
    exposure = new ExposureJudge(trades);
    reset = ResetTime.of(faults, chance.stream("reset window"), clock, this::wrong);
    reset.watch().ifPresent(resets -> journal.whenReceived(resets::received));
    temporal = new TemporalServer(scheduler, chance.stream("temporal"), story, hits, workers);
    Map<String, BrokerQueue> queues = new LinkedHashMap<>();
    workflows = new Workflows(temporal, database, trades, desks, queues);
    for (int n = 0; n < accounts; n++) {
      List<Worker> own = workers(n, workflows);
      workers.addAll(own);
      workersOf.put(account(n), own);
      queues.put(account(n), new BrokerQueue(temporal, own));
      reconciliations.add(
          new Reconciliation(temporal, workflows, database, trades, account(n), own));
      own.forEach(worker -> worker.whenDead(() -> startAgain(worker, shape)));
    }
    judge = new Judge(trades, desks, workflows.locks());
    scenario =
        new Scenario(
            chance.stream("scenario"),
            chance.stream("placing"),
            chance.stream("pricing"),
            chance.stream("choice"),
            chance.stream("leaning"),
            chance.stream("stops"),
            sizes,
            market);
    recollect(chance.stream("past"));
    int count = shape.between(1, 5);
    for (int n = 1; n <= count; n++) {
      ids.add("t" + n);
    }
  }

  private static GuardLimits limits(Chance chance) {
    return new GuardLimits(
        chance.odds(0.5) ? BigDecimal.valueOf(chance.between(5, 60) * 1_000L) : null,
        null,
        chance.between(1, 3),
        chance.between(2, GuardLimits.MAX_LEGS),
        chance.between(1, 3),
        chance.between(1, 2),
        Duration.ofSeconds(chance.between(0, 300)),
        null);
  }

  private static Weather weather(Chance shape) {
    return new Weather(
        Duration.ofNanos(100_000),
        Duration.ofMillis(shape.pick(List.of(2, 20, 200))),
        shape.pick(List.of(0.0, 0.05, 0.3)));
  }

  private VenueSettings venueSettings() {
    BigDecimal cash =
        faults.has(FaultKind.O23_LOW_FUNDS)
            ? BigDecimal.valueOf(chance.stream("funds").between(500, 9_000))
            : VenueSettings.CASH;
    return new VenueSettings(
        7, List.of(account(0), account(1)), cash, null, BigDecimal.ONE, sizes.venue());
  }

  private DeskSettings deskSettings(int n) {
    boolean asks = faults.has(FaultKind.O23_WHAT_IF);
    return DeskSettings.of(account(n), FIRST_CLIENT + n)
        .with(reset.windows())
        .with(sizes.sizes())
        .with(asks ? MarginSettings.standard() : MarginSettings.none())
        .with(asks ? HoursRule.REGULAR : HoursRule.ANY);
  }

  private static String account(int n) {
    return "DU" + (1_000_001 + n);
  }

  private void startAgain(Worker worker, Chance shape) {
    long after = worker.isHealing() ? SOON.toNanos() : shape.millis(300, 25_000);
    scheduler.in(after, worker::start);
  }

  private void wrong(String what) {
    story.tell("INVARIANT", what);
    wrongs.add(what);
  }

  /** One for an account, or two of which one stands by. */
  private List<Worker> workers(int n, TradeSignals signals) {
    DeskRows desk = desks.get(account(n));
    LeaseRows lease = new LeaseRows(desk, database);
    EventInbox inbox = new EventInbox(desk);
    TenureWatch tenures = new TenureWatch(scheduler, desk, this::wrong);
    List<Worker> all = new ArrayList<>();
    for (String name : faults.has(FaultKind.Y13_STANDBY) ? BOTH : ONE) {
      all.add(
          new Worker(
              name + (n + 1),
              deskSettings(n),
              new WorkerParts(scheduler, chance.stream(name + n), story, network, database),
              desk,
              lease,
              inbox,
              trades,
              signals,
              hits,
              tenures));
    }
    return all;
  }

  /** Starts everything. */
  void open() {
    gateway.start();
    market.open();
    Chance starts = chance.stream("starts");
    workers.forEach(Worker::start);
    reconciliations.forEach(Reconciliation::start);
    new ExposureRounds(scheduler, clock, database, workersOf, exposure).start();
    reset.arm(faults, scheduler, gateway);
    for (String id : ids) {
      scheduler.in(
          starts.nanos(FIRST_TRADE, faults.window()),
          () -> {
            ExecutionRequest request =
                scenario.request(id, starts.pick(List.copyOf(desks.keySet())));
            story.tell(id, "submitted " + brief(request));
            workflows.start(request);
          });
    }
    faults.arm(
        new Theatre(
            scheduler,
            story,
            hits,
            gateway,
            market,
            network,
            database,
            temporal,
            workflows,
            workers,
            List.copyOf(desks.values()),
            ids));
  }

  private static String brief(ExecutionRequest request) {
    return request.account()
        + " "
        + request.quantity()
        + " x "
        + request.legs().stream()
            .map(
                leg ->
                    leg.action()
                        + " "
                        + leg.ratio()
                        + " "
                        + leg.contract().label()
                        + (leg.limit() == null ? "" : " @ " + leg.limit().toPlainString()))
            .toList()
        + (request.placing() == Placing.PARALLEL ? "" : " " + request.placing())
        + " net "
        + request.netLimit().toPlainString()
        + " "
        + request.timeouts();
  }

  /** Whether every trade has its ending and its workflow has closed, and no lock is held. */
  boolean isQuiet() {
    return ids.stream().allMatch(id -> trades.hasEnded(id) || workflows.isUnknown(id))
        && !workflows.isAnyRunning()
        && workflows.locks().values().stream().allMatch(lock -> lock.book().isIdle());
  }

  /** What has not come to its end, for people. */
  String unfinished() {
    List<String> what = new ArrayList<>();
    for (String id : ids) {
      if ((!trades.hasEnded(id) && !workflows.isUnknown(id)) || workflows.isRunning(id)) {
        what.add(id + " has not ended");
      }
    }
    workflows
        .locks()
        .forEach(
            (account, lock) ->
                lock.book()
                    .holder()
                    .ifPresent(h -> what.add("lock " + account + " held by " + h.requestId())));
    return what.toString();
  }

  /** What happened, counted. */
  Coverage census() {
    return new WorldCensus(this).taken();
  }

  /** What was seen to be wrong while it ran, besides what the watch found. */
  List<String> wrongs() {
    List<String> all = new ArrayList<>(wrongs);
    exposure.violations().forEach(violation -> all.add(violation.toString()));
    return all;
  }

  void close() {
    market.close();
    workflows.abandon();
    workers.forEach(Worker::abandon);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Story story() {
    return story;
  }

  FaultPlan faults() {
    return faults;
  }

  Hits hits() {
    return hits;
  }

  InvariantWatch watch() {
    return watch;
  }

  SimClock clock() {
    return clock;
  }

  VenueWatch journal() {
    return journal;
  }

  Judge judge() {
    return judge;
  }

  TradeLedger trades() {
    return trades;
  }

  Workflows workflows() {
    return workflows;
  }

  GatewayHost gateway() {
    return gateway;
  }

  /** What went on in the accounts before: some modes failed there. */
  private void recollect(Chance past) {
    for (DeskRows desk : desks.values()) {
      for (Placing mode : List.of(Placing.PARALLEL, Placing.HEDGE_FIRST, Placing.COMBO)) {
        int failed = past.odds(0.3) ? past.between(5, 9) : 0;
        for (int n = 0; n < failed; n++) {
          desk.remember(mode, false);
        }
      }
    }
  }

  Map<String, DeskRows> desks() {
    return desks;
  }

  List<String> ids() {
    return ids;
  }

  List<Worker> workers() {
    return workers;
  }

  TemporalServer temporal() {
    return temporal;
  }

  ExposureJudge exposure() {
    return exposure;
  }

  ResetTime reset() {
    return reset;
  }
}
