package dev.legwork.simulation.fault;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of fault really happened. */
public final class Hits {
  private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);

  public void hit(FaultKind kind) {
    hit(kind, 1);
  }

  public void hit(FaultKind kind, int times) {
    if (times > 0) {
      counts.merge(kind, times, Integer::sum);
    }
  }

  public Map<FaultKind, Integer> counts() {
    return counts;
  }
}
