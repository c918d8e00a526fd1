package dev.legwork.simulation.fault;

import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import java.util.Map;

/** Fault rules of the gateway, in short. */
final class Rules {
  private Rules() {}

  static FaultRule rule(String on, FaultVerb verb, int times, int after) {
    return rule(on, Map.of(), verb, times, after, null, null);
  }

  static FaultRule late(String on, FaultVerb verb, int times, int after, long millis) {
    return rule(on, Map.of(), verb, times, after, millis, null);
  }

  static FaultRule rule(
      String on,
      Map<String, String> match,
      FaultVerb verb,
      int times,
      int after,
      Long millis,
      Integer code) {
    return new FaultRule(
        on, match, verb, times, after, millis, code, null, null, null, null, null, false);
  }

  /** The socket is closed at this message, before or after it took effect. */
  static FaultRule disconnect(String on, int after, boolean handled) {
    return new FaultRule(
        on,
        Map.of(),
        FaultVerb.DISCONNECT,
        1,
        after,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        handled);
  }

  /** A correction to so many, or to another price. */
  static FaultRule correction(int after, Long quantity, long millis) {
    return new FaultRule(
        "execDetails",
        Map.of(),
        FaultVerb.CORRECT_EXECUTION,
        1,
        after,
        millis,
        null,
        null,
        quantity,
        null,
        null,
        null,
        false);
  }
}
