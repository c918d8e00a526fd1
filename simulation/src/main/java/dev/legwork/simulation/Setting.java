package dev.legwork.simulation;

import dev.legwork.simulation.fault.FaultKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a world is made from.
 *
 * @param seed decides everything
 * @param without kinds of faults that stay off whatever the seed says
 * @param with kinds that are on, whatever it says
 */
public record Setting(long seed, Set<FaultKind> without, Set<FaultKind> with) {
  public Setting {
    without = Set.copyOf(without);
    with = Set.copyOf(with);
  }

  /** A world in which the seed chooses among the other kinds. */
  public Setting(long seed, Set<FaultKind> without) {
    this(seed, without, Set.of());
  }

  /** A world in which only these kinds strike. */
  public static Setting only(long seed, Set<FaultKind> kinds) {
    return new Setting(seed, EnumSet.complementOf(EnumSet.copyOf(kinds)), kinds);
  }

  public static Setting of(long seed) {
    return new Setting(seed, Set.of());
  }
}
