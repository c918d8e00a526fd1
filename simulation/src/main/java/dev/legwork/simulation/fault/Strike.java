package dev.legwork.simulation.fault;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.worker.Worker;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import java.util.Map;

/**
 * One kind of fault about to strike.
 *
 * @param chance its own stream
 */
record Strike(FaultKind kind, Chance chance, Theatre theatre, FaultPlan plan) {

  /** It happened. */
  void hit() {
    theatre.hits().hit(kind);
    theatre.story().tell("FAULT", kind.name());
  }

  /** A rule of the gateway's that strikes so often; counted when it does. */
  void rule(FaultRule rule, int times) {
    plan.rule(kind, rule.withTimes(times));
  }

  /** The same, after so many messages have passed. */
  void rule(String on, FaultVerb verb, int times, int after, Map<String, String> match) {
    rule(on, verb, times, after, match, null, null);
  }

  void rule(
      String on,
      FaultVerb verb,
      int times,
      int after,
      Map<String, String> match,
      Long millis,
      Integer code) {
    plan.rule(
        kind,
        new FaultRule(
            on, match, verb, times, after, millis, code, null, null, null, null, null, false));
  }

  /** What happens at once, at the gateway. */
  void now(FaultRule rule) {
    hit();
    theatre.gateway().add(rule);
  }

  /** Undoes something after a while. */
  void after(long least, long most, Runnable undo) {
    theatre.scheduler().in(chance.millis(least, most), undo);
  }

  Worker worker() {
    return chance.pick(theatre.workers());
  }
}
