package dev.legwork.simulation;

import dev.legwork.simulation.fault.FaultKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Switches kinds of faults off one by one, as long as the seed still fails. */
final class Shrinking {
  private final Outcome failed;

  Shrinking(Outcome failed) {
    this.failed = failed;
  }

  Outcome run() {
    Outcome least = failed;
    Set<FaultKind> off = EnumSet.noneOf(FaultKind.class);
    for (FaultKind kind : List.copyOf(failed.kinds())) {
      Set<FaultKind> fewer = off.isEmpty() ? EnumSet.noneOf(FaultKind.class) : EnumSet.copyOf(off);
      fewer.add(kind);
      Outcome outcome = SeedRun.of(new Setting(failed.seed(), fewer));
      if (!outcome.isGood() && sameInvariant(outcome)) {
        off = fewer;
        least = outcome;
      }
    }
    return least;
  }

  private boolean sameInvariant(Outcome outcome) {
    return number(outcome).equals(number(failed));
  }

  private static String number(Outcome outcome) {
    String first = outcome.violations().getFirst();
    return first.substring(0, Math.min(first.length(), 12));
  }
}
