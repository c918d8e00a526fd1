package dev.legwork.simulation;

import dev.legwork.order.Verdict;
import dev.legwork.reconcile.Divergence;
import dev.legwork.request.Placing;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.worker.CrashPoint;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened in worlds, counted: endings, decisions, faults that really struck. A simulation in
 * which nothing happens proves nothing.
 */
public final class Coverage {
  /** What is counted, with the names of all that there is where that is known. */
  public enum Topic {
    ENDINGS(Arrays.stream(TradeState.values()).filter(TradeState::isEnding)),
    REASONS(Arrays.stream(ReasonCode.values())),
    STATES(Arrays.stream(TradeState.values())),
    /** Waiting leaves no trace, and not being filled is an ending. */
    DECISIONS(
        "DECIDED_",
        Stream.of(
            "COMMIT",
            "COMPLETE",
            "EXIT",
            "HEDGE",
            "KEEP",
            "NEXT_WAVE",
            "RESEND",
            "TAKE_REST",
            "TRIM",
            "UNHEDGE",
            "UNWIND",
            "WITHDRAW")),
    STEPS(Stream.of()),
    /** How AUTO placed trades. */
    CHOICES(Arrays.stream(Placing.values()).filter(one -> one != Placing.AUTO)),
    VERDICTS("VERDICT_", Arrays.stream(Verdict.values())),
    DIVERGENCES("DIVERGENCE_", Arrays.stream(Divergence.Kind.values())),
    DESKS(Stream.of()),
    INVARIANTS(Stream.of()),
    FAULTS(Arrays.stream(FaultKind.values())),
    CRASHES(Arrays.stream(CrashPoint.values())),
    ALERTS(Stream.of()),
    SUMS(Stream.of());

    private final String prefix;
    private final Set<String> names;

    Topic(Stream<?> names) {
      this("", names);
    }

    Topic(String prefix, Stream<?> names) {
      this.prefix = prefix;
      this.names = names.map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How those who count say that something belongs to it. */
    String prefix() {
      return prefix;
    }

    /** All that there is; empty if nobody knows. */
    public Set<String> names() {
      return names;
    }
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

  /** Names of a topic that never came. */
  public Set<String> never(Topic topic) {
    Set<String> never = new TreeSet<>(topic.names());
    never.removeAll(of(topic).keySet());
    return never;
  }

  /** Counts of a topic, by name. */
  public Map<String, Long> of(Topic topic) {
    return counts.getOrDefault(topic, new TreeMap<>());
  }
}
