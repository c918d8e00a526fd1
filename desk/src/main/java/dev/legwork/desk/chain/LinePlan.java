package dev.legwork.desk.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * Which contracts get one of the gateway's lines: stocks first, then options ring by ring from the
 * money outwards. Where they are too many, the outer ones take turns on a part of the lines.
 *
 * @param near stocks and options that keep their lines, the most important first
 * @param turning of the others, those whose turn it is
 * @param left how many contracts have no line in this turn
 */
public record LinePlan<K>(List<K> near, List<K> turning, int left) {

  /** One line in so many is for the outer contracts. */
  private static final int TURNING_SHARE = 4;

  public LinePlan {
    near = List.copyOf(near);
    turning = List.copyOf(turning);
  }

  /**
   * Shares out the lines. The same arguments give the same plan, and of two turns only {@link
   * #turning} differs.
   *
   * @param stocks the underlyings
   * @param options the nearest to the money first
   * @param lines how many there are, 0 or more
   * @param turn counts up, from 0
   */
  public static <K> LinePlan<K> of(List<K> stocks, List<K> options, int lines, long turn) {
    List<K> near = new ArrayList<>(stocks.subList(0, Math.min(lines, stocks.size())));
    int free = lines - near.size();
    if (options.size() <= free) {
      near.addAll(options);
      return new LinePlan<>(near, List.of(), stocks.size() + options.size() - near.size());
    }
    int turns = (free + TURNING_SHARE - 1) / TURNING_SHARE;
    List<K> outer = options.subList(free - turns, options.size());
    near.addAll(options.subList(0, free - turns));
    List<K> turning = window(outer, turns, turn);
    return new LinePlan<>(
        near, turning, stocks.size() + options.size() - near.size() - turning.size());
  }

  /**
   * Ring by ring, so that every expiry of every underlying gets its nearest strikes before any gets
   * its farther ones.
   *
   * @param expiries of each its rings, the nearest to the money first
   */
  public static <K> List<K> byRings(List<List<List<K>>> expiries) {
    List<K> order = new ArrayList<>();
    int rings = expiries.stream().mapToInt(List::size).max().orElse(0);
    for (int ring = 0; ring < rings; ring++) {
      for (List<List<K>> expiry : expiries) {
        if (ring < expiry.size()) {
          order.addAll(expiry.get(ring));
        }
      }
    }
    return order;
  }

  private static <K> List<K> window(List<K> outer, int size, long turn) {
    List<K> window = new ArrayList<>();
    int from = (int) Math.floorMod(turn * size, (long) outer.size());
    for (int i = 0; i < size; i++) {
      window.add(outer.get((from + i) % outer.size()));
    }
    return window;
  }

  /** All that is to have a line, the most important first. */
  public List<K> all() {
    List<K> all = new ArrayList<>(near);
    all.addAll(turning);
    return all;
  }
}
