package dev.legwork.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a strategy looks at, without garbage; not for several threads. */
public final class FunnelCounter {
  private static final int NOT_LISTED = -1;

  private final String strategy;
  private final List<RefusalCode> codes;
  private final int[] ours = new int[Refusal.values().length];
  private final Map<RefusalCode, Integer> others = new HashMap<>();
  private final long[] refused;
  private long symbols;
  private long expiries;
  private long pairs;
  private long opportunities;

  /** Counts for a strategy, all 0. */
  public FunnelCounter(Strategy strategy) {
    this.strategy = strategy.name();
    this.codes = List.copyOf(strategy.refusals());
    this.refused = new long[codes.size()];
    Arrays.fill(ours, NOT_LISTED);
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i) instanceof Refusal refusal) {
        ours[refusal.ordinal()] = i;
      } else {
        others.put(codes.get(i), i);
      }
    }
  }

  /** One more underlying is looked at. */
  public void symbol() {
    symbols++;
  }

  /** One more expiry is looked at. */
  public void expiry() {
    expiries++;
  }

  /** One more choice of strikes is looked at. */
  public void pair() {
    pairs++;
  }

  /**
   * One of them was refused.
   *
   * @throws IllegalArgumentException if the strategy does not list the code
   */
  public void refuse(RefusalCode code) {
    int index =
        code instanceof Refusal refusal
            ? ours[refusal.ordinal()]
            : others.getOrDefault(code, NOT_LISTED);
    if (index == NOT_LISTED) {
      throw new IllegalArgumentException(strategy + " does not list the code " + code.name());
    }
    refused[index]++;
  }

  /** A pair passed every filter. */
  public void opportunity() {
    opportunities++;
  }

  /** Choices of strikes so far. */
  public long pairs() {
    return pairs;
  }

  /** What was counted so far. */
  public Funnel funnel() {
    List<Funnel.Stage> stages = new ArrayList<>();
    for (int i = 0; i < refused.length; i++) {
      stages.add(new Funnel.Stage(codes.get(i).name(), codes.get(i).level(), refused[i]));
    }
    return new Funnel(strategy, symbols, expiries, pairs, stages, opportunities);
  }
}
