package dev.legwork.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in worlds, counted: endings, decisions, faults that really struck. A simulation in
 * which nothing happens proves nothing.
 */
public final class Coverage {
  /** What is counted. */
  public enum Topic {
    ENDINGS,
    REASONS,
    STEPS,
    VERDICTS,
    DIVERGENCES,
    FAULTS,
    CRASHES,
    ALERTS,
    SUMS
  }

  private final Map<Topic, TreeMap<String, Long>> counts = new TreeMap<>();

  public void count(Topic topic, String what, long times) {
    if (times > 0) {
      counts.computeIfAbsent(topic, t -> new TreeMap<>()).merge(what, times, Long::sum);
    }
  }

  public void add(Coverage other) {
    other.counts.forEach((topic, all) -> all.forEach((what, times) -> count(topic, what, times)));
  }

  /** Counts of a topic, by name. */
  public Map<String, Long> of(Topic topic) {
    return counts.getOrDefault(topic, new TreeMap<>());
  }
}
