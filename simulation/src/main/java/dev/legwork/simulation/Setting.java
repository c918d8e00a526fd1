package dev.legwork.simulation;

import dev.legwork.simulation.fault.FaultKind;
import java.util.Set;

/**
 * What a world is made from.
 *
 * @param seed decides everything
 * @param without kinds of faults that stay off whatever the seed says
 */
public record Setting(long seed, Set<FaultKind> without) {
  public Setting {
    without = Set.copyOf(without);
  }

  public static Setting of(long seed) {
    return new Setting(seed, Set.of());
  }
}
