package dev.legwork.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules in force. The first one that means a message strikes it; the others wait. */
public final class Faults {
  private final List<Armed> armed = new ArrayList<>();

  private static final class Armed {
    private final FaultRule rule;
    private int toPass;
    private int struck;

    private Armed(FaultRule rule) {
      this.rule = rule;
      this.toPass = rule.after();
    }

    private boolean spent() {
      return rule.times() > 0 && struck >= rule.times();
    }
  }

  /** A rule, and how often it has struck. */
  public record Struck(FaultRule rule, int times) {}

  public void add(FaultRule rule) {
    armed.add(new Armed(rule));
  }

  public void clear() {
    armed.clear();
  }

  /** All rules, spent ones too, in the order they came. */
  public List<Struck> all() {
    return armed.stream().map(a -> new Struck(a.rule, a.struck)).toList();
  }

  /** The rule that strikes this message, if one does; it counts as having struck. */
  public Optional<FaultRule> strike(String message, Map<String, String> facts) {
    for (Armed candidate : armed) {
      if (!candidate.spent() && candidate.rule.matches(message, facts)) {
        if (candidate.toPass > 0) {
          candidate.toPass--;
        } else {
          candidate.struck++;
          return Optional.of(candidate.rule);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether any rule could still strike; lets quiet times pass without looking. */
  public boolean quiet() {
    return armed.stream().allMatch(Armed::spent);
  }
}
