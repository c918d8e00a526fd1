package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskSettings;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.ledger.EventInbox;
import dev.legwork.simulation.ledger.LeaseRows;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.time.SimClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A worker's machine: the process on it, that dies and is started again, and its clocks. */
public final class Worker {
  private final String name;
  private final DeskSettings settings;
  private final WorkerParts parts;
  private final DeskRows ledger;
  private final LeaseRows lease;
  private final EventInbox inbox;
  private final TradeLedger trades;
  private final TradeSignals signals;
  private final Hits hits;
  private final TenureWatch watch;
  private final SimClock clock;
  private final Map<CrashPoint, Integer> fatal = new EnumMap<>(CrashPoint.class);
  private final TreeSet<String> crashes = new TreeSet<>();
  private Runnable serves = () -> {};
  private Runnable died = () -> {};
  private double losesHandOver;
  private Process process;
  private boolean everStarted;
  private boolean healing;
  private boolean cutFromTemporal;
  private boolean cutFromDatabase;
  private final List<Process> lives = new ArrayList<>();
  private final Map<String, Integer> met = new TreeMap<>();

  /**
   * @param ledger of the worker's account
   */
  public Worker(
      String name,
      DeskSettings settings,
      WorkerParts parts,
      DeskRows ledger,
      LeaseRows lease,
      EventInbox inbox,
      TradeLedger trades,
      TradeSignals signals,
      Hits hits,
      TenureWatch watch) {
    this.name = name;
    this.settings = settings;
    this.parts = parts;
    this.ledger = ledger;
    this.lease = lease;
    this.inbox = inbox;
    this.trades = trades;
    this.signals = signals;
    this.hits = hits;
    this.watch = watch;
    this.clock = new SimClock(parts.scheduler());
  }

  /** Told whenever its desk begins to take tasks. */
  public void whenServing(Runnable then) {
    serves = then;
  }

  /** Told whenever the process died. */
  public void whenDead(Runnable then) {
    died = then;
  }

  public void start() {
    if (process().isEmpty()) {
      tell(everStarted ? "started again" : "started");
      everStarted = true;
      process = new Process(this);
      lives.add(process);
      process.start();
    }
  }

  /**
   * Kills the process, as {@code kill -9} does, or with its machine, so that nobody hears of it.
   */
  public void kill(boolean machineDied, String where) {
    process()
        .ifPresent(
            living -> {
              tell((machineDied ? "machine died" : "killed") + " " + where);
              living.die(machineDied);
              died.run();
            });
  }

  /** Dies when it has passed this point so many times. */
  public void dieAt(CrashPoint point, int times) {
    fatal.put(point, times);
  }

  /** Whether nothing breaks any more, so that it is started again at once. */
  public boolean isHealing() {
    return healing;
  }

  /** Forgets where it was to die. */
  public void heal() {
    healing = true;
    fatal.clear();
    losesHandOver = 0;
    cutFromTemporal = false;
    cutFromDatabase(false);
    clock.skew(Duration.ZERO);
    resume();
    start();
  }

  void crossed(Process where, CrashPoint point) {
    Integer left = fatal.get(point);
    if (left == null || where != process) {
      return;
    }
    if (left > 1) {
      fatal.put(point, left - 1);
    } else {
      fatal.remove(point);
      hits.hit(FaultKind.Y1_KILLED_AT_POINT);
      crashes.add(point.name());
      kill(false, "at " + point);
    }
  }

  /** Names of the points at which it died. */
  public TreeSet<String> crashes() {
    return crashes;
  }

  /** The living process. */
  public Optional<Process> process() {
    return Optional.ofNullable(process).filter(Process::isAlive);
  }

  public void pause() {
    process()
        .ifPresent(
            living -> {
              tell("paused");
              living.pause();
            });
  }

  public void resume() {
    process()
        .filter(living -> !living.isRunning())
        .ifPresent(
            living -> {
              tell("resumed");
              living.resume();
            });
  }

  /** Sets its wall clock wrong by so much. */
  public void skew(Duration by) {
    tell("wall clock off by " + by);
    clock.skew(by);
  }

  /** Whether there is no way between it and Temporal. */
  public void cutFromTemporal(boolean cut) {
    tell(cut ? "cut from Temporal" : "reaches Temporal");
    cutFromTemporal = cut && !healing;
  }

  public boolean isCutFromTemporal() {
    return cutFromTemporal;
  }

  /** Sets whether there is no way between it and the database. */
  public void cutFromDatabase(boolean cut) {
    if (cutFromDatabase != cut) {
      tell(cut ? "cut from the database" : "reaches the database");
      cutFromDatabase = cut && !healing;
      process().ifPresent(Process::beganAnew);
    }
  }

  boolean isCutFromDatabase() {
    return cutFromDatabase;
  }

  /** Something of the session or the lease happened that is worth counting. */
  void met(String what) {
    met.merge(what, 1, Integer::sum);
  }

  /** What happened to its sessions and leases, counted. */
  public Map<String, Integer> met() {
    return met;
  }

  /** Its process has the lease; if another machine had it before, it took over. */
  void tookLease() {
    if (watch.tookLease(this)) {
      met("TAKEN_OVER");
      hits.hit(FaultKind.Y13_STANDBY);
    }
  }

  void writes(byte[] bytes, long tenure) {
    watch.writes(this, bytes, tenure);
  }

  /** Nothing of it goes on. */
  public void abandon() {
    lives.forEach(Process::abandon);
  }

  /** Share of commits whose hand-over to the relay gets lost. */
  public void losesHandOver(double share) {
    losesHandOver = share;
  }

  boolean losesHandOver() {
    return losesHandOver > 0 && parts.chance().odds(losesHandOver);
  }

  /** How long a gateway believes in a client whose machine has died, ns. */
  long keepAlive() {
    return parts.chance().millis(2_000, 45_000);
  }

  void serves() {
    serves.run();
  }

  void tell(String what) {
    parts.story().tell(name, what);
  }

  public String name() {
    return name;
  }

  public String account() {
    return settings.account();
  }

  public SimClock clock() {
    return clock;
  }

  DeskSettings settings() {
    return settings;
  }

  WorkerParts parts() {
    return parts;
  }

  DeskRows ledger() {
    return ledger;
  }

  LeaseRows leaseRows() {
    return lease;
  }

  EventInbox inbox() {
    return inbox;
  }

  TradeLedger trades() {
    return trades;
  }

  TradeSignals signals() {
    return signals;
  }

  Hits hits() {
    return hits;
  }
}
