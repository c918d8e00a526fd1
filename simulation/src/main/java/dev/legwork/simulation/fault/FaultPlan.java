package dev.legwork.simulation.fault;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which kinds of faults a seed has switched on, and their strikes within the first part of a
 * world's time. Each kind draws from a stream of its own.
 */
public final class FaultPlan {
  /** What a world has from its beginning rather than suffers, and how many worlds have it. */
  private static final Map<FaultKind, Double> FEATURES =
      Map.of(
          FaultKind.S6_RESET_WINDOW, 0.15,
          FaultKind.O23_WHAT_IF, 0.4,
          FaultKind.O23_LOW_FUNDS, 0.06,
          FaultKind.Y13_STANDBY, 0.4,
          FaultKind.Y16_TERMINATED_EXPOSED, 0.3,
          FaultKind.C_LIMITS, 0.15,
          FaultKind.C_ORDER_SIZES, 0.25);

  private final Chance chance;
  private final Set<FaultKind> kinds;
  private final Duration window;
  private final Map<FaultKind, List<FaultRule>> rules = new EnumMap<>(FaultKind.class);
  private Theatre theatre;
  private boolean healed;

  private FaultPlan(Chance chance, Set<FaultKind> kinds, Duration window) {
    this.chance = chance;
    this.kinds = kinds;
    this.window = window;
  }

  /**
   * The seed's choice: sometimes nothing, often a few kinds, sometimes nearly half of them.
   *
   * @param without kinds that stay off whatever the seed says
   * @param with kinds that are on, whatever it says
   */
  public static FaultPlan of(Chance chance, Set<FaultKind> without, Set<FaultKind> with) {
    Chance swarm = chance.stream("swarm");
    double share = swarm.pick(List.of(0.0, 0.03, 0.06, 0.06, 0.1, 0.15, 0.25, 0.4));
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      double odds = FEATURES.getOrDefault(kind, share);
      if (chance.stream("swarm " + kind).odds(odds)) {
        kinds.add(kind);
      }
    }
    kinds.removeAll(without);
    kinds.addAll(with);
    return new FaultPlan(chance, kinds, Duration.ofMillis(swarm.between(8_000, 75_000)));
  }

  /** Whether the world has it, or suffers it. */
  public boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }

  public Set<FaultKind> kinds() {
    return kinds;
  }

  /** After so long no new fault comes. */
  public Duration window() {
    return window;
  }

  public void arm(Theatre next) {
    theatre = next;
    theatre.gateway().whenRunEnds(this::count);
    if (has(FaultKind.Y16_TERMINATED_EXPOSED)) {
      FaultKind kind = FaultKind.Y16_TERMINATED_EXPOSED;
      happen(new Strike(kind, chance.stream(kind.name()), theatre, this));
    }
    for (FaultKind kind : kinds) {
      if (FEATURES.containsKey(kind)) {
        continue;
      }
      Chance own = chance.stream(kind.name());
      Strike strike = new Strike(kind, own, theatre, this);
      int strikes = strikes(kind, own);
      for (int i = 0; i < strikes; i++) {
        theatre.scheduler().in(own.nanos(Duration.ZERO, window), () -> happen(strike));
      }
    }
  }

  /** What strikes an order strikes often; an outage keeps everything else from happening. */
  private static int strikes(FaultKind kind, Chance own) {
    boolean often = kind.name().startsWith("O") || kind == FaultKind.Y1_KILLED_AT_POINT;
    return often ? own.between(2, 6) : own.between(1, 3);
  }

  private void happen(Strike strike) {
    if (healed) {
      return;
    }
    switch (strike.kind().name().charAt(0)) {
      case 'S' -> SessionFaults.strike(strike);
      case 'O' -> OrderFaults.strike(strike);
      default -> SystemFaults.strike(strike);
    }
  }

  /** Arms a rule of the gateway's; its strikes count for this kind. */
  void rule(FaultKind kind, FaultRule rule) {
    rules.computeIfAbsent(kind, k -> new ArrayList<>()).add(rule);
    theatre.gateway().add(rule);
  }

  private void count(List<Faults.Struck> struck) {
    for (Faults.Struck one : struck) {
      kindOf(one.rule()).ifPresent(kind -> theatre.hits().hit(kind, one.times()));
    }
  }

  private Optional<FaultKind> kindOf(FaultRule rule) {
    return rules.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(one -> one == rule))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean isHealed() {
    return healed;
  }

  /** From now on no new fault comes, and what is broken is repaired. */
  public void heal() {
    healed = true;
    theatre.story().tell("world", "all faults stop");
    theatre.gateway().heal();
    theatre.network().heal();
    theatre.database().heal();
    theatre.temporal().heal();
    theatre.workflows().unreliable(0, 0);
    theatre.workflows().endStops();
    theatre.market().heal();
    theatre.workers().forEach(worker -> worker.heal());
  }
}
