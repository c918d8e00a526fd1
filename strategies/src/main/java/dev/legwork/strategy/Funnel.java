package dev.legwork.strategy;

import dev.legwork.strategy.RefusalCode.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much a strategy looked at and where it went: symbols → expiries → pairs → each filter →
 * opportunities. Nothing vanishes: what was looked at on a level is what was refused there and what
 * went on.
 *
 * @param strategy its name
 * @param symbols underlyings looked at
 * @param expiries expiries looked at, of symbols that were not refused
 * @param pairs choices of strikes looked at, of expiries that were not refused
 * @param stages in the order of the filters
 * @param opportunities pairs that no filter refused
 */
public record Funnel(
    String strategy,
    long symbols,
    long expiries,
    long pairs,
    List<Stage> stages,
    long opportunities) {

  /**
   * One filter.
   *
   * @param code the name of its {@link RefusalCode}
   * @param level what it refuses
   * @param refused how many
   */
  public record Stage(String code, Level level, long refused) {
    public Stage {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(level, "level");
    }
  }

  public Funnel {
    Objects.requireNonNull(strategy, "strategy");
    stages = List.copyOf(stages);
  }

  /** How many that filter refused; 0 also for a code that is not among the stages. */
  public long refused(RefusalCode code) {
    return stages.stream()
        .filter(stage -> stage.code().equals(code.name()))
        .mapToLong(Stage::refused)
        .sum();
  }

  /** How many the filters of a level refused. */
  public long refused(Level level) {
    return stages.stream().filter(s -> s.level() == level).mapToLong(Stage::refused).sum();
  }

  /**
   * Both together, as if in one pass.
   *
   * @throws IllegalArgumentException if they are not of one strategy's filters
   */
  public Funnel plus(Funnel other) {
    if (!strategy.equals(other.strategy) || stages.size() != other.stages.size()) {
      throw new IllegalArgumentException("funnels of " + strategy + " and " + other.strategy);
    }
    List<Stage> sums = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      sums.add(
          new Stage(stage.code(), stage.level(), stage.refused() + other.stages.get(i).refused()));
    }
    return new Funnel(
        strategy,
        symbols + other.symbols,
        expiries + other.expiries,
        pairs + other.pairs,
        sums,
        opportunities + other.opportunities);
  }
}
