package dev.legwork.margin;

import dev.legwork.contract.OptionRight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Initial margin by Reg-T, as Interactive Brokers states it for cash-like accounts (order rules,
 * the simulator's margin), for any subset of a trade's legs in one market, in USD:
 *
 * <ul>
 *   <li>stock: 50 % of its value, long or short;
 *   <li>long option: 100 % of its premium, which is loan value as well and cancels out;
 *   <li>uncovered short call: premium + max(20 % S − out-of-the-money amount, 10 % S), times the
 *       multiplier; a short put has 10 % K in the last term;
 *   <li>short call covered by long stock, short put covered by short stock: 0;
 *   <li>vertical (a short option with a long one that expires no earlier): the width that can be
 *       lost.
 * </ul>
 *
 * A subset is a set of bits, bit i for leg i.
 */
final class RegT {
  private static final double STOCK = 0.5;
  private static final double RISK = 0.20;
  private static final double LEAST = 0.10;

  private final int count;
  private final boolean[] isOption;
  private final boolean[] isCall;
  private final int[] sign;
  private final long[] quantity;
  private final int[] multiplier;
  private final double[] strike;
  private final long[] expiry;
  private final double[] cost;
  private final int[] byStrike;
  private final List<Pair> pairs = new ArrayList<>();
  private final double[] price;
  private final double[] uncovered;
  private final long[] left;

  RegT(List<MarginLeg> legs) {
    count = legs.size();
    isOption = new boolean[count];
    isCall = new boolean[count];
    sign = new int[count];
    quantity = new long[count];
    multiplier = new int[count];
    strike = new double[count];
    expiry = new long[count];
    cost = new double[count];
    price = new double[count];
    uncovered = new double[count];
    left = new long[count];
    byStrike = byStrike(legs);
    for (int i = 0; i < count; i++) {
      take(i, legs.get(i));
    }
    for (int s : byStrike) {
      for (int l : byStrike) {
        if (covers(l, s)) {
          pairs.add(new Pair(s, l, width(l, s)));
        }
      }
    }
  }

  /**
   * A short option and a long one that can cover it.
   *
   * @param width USD a contract that can be lost
   */
  private record Pair(int covered, int cover, double width) {}

  private void take(int i, MarginLeg leg) {
    sign[i] = leg.sign();
    quantity[i] = leg.quantity().longValueExact();
    multiplier[i] = leg.contract().multiplier();
    cost[i] = sign[i] * quantity[i] * multiplier[i] * leg.entry().doubleValue();
    if (leg.contract().isOption()) {
      isOption[i] = true;
      isCall[i] = leg.contract().right() == OptionRight.CALL;
      strike[i] = leg.contract().strike().doubleValue();
      expiry[i] = leg.contract().expiry().toEpochDay();
    }
  }

  private static int[] byStrike(List<MarginLeg> legs) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      if (legs.get(i).contract().isOption()) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparing(i -> legs.get(i).contract().strike()));
    return order.stream().mapToInt(i -> i).toArray();
  }

  /** From now on in this market: the underlying's price, and what each leg could be closed at. */
  void in(double spot, double[] prices) {
    System.arraycopy(prices, 0, price, 0, count);
    for (int i : byStrike) {
      double inTheMoney = isCall[i] ? spot - strike[i] : strike[i] - spot;
      double least = LEAST * (isCall[i] ? spot : strike[i]);
      double risk = Math.max(RISK * spot - Math.max(0, -inTheMoney), least);
      uncovered[i] = (price[i] + risk) * multiplier[i];
    }
  }

  /** What the subset asks for, USD. */
  double requirement(int held) {
    double stock = 0;
    long shares = 0;
    for (int i = 0; i < count; i++) {
      if (isHeld(held, i) && !isOption[i]) {
        stock += value(i);
        shares += sign[i] * quantity[i];
      }
      left[i] = isHeld(held, i) && isOption[i] ? quantity[i] : 0;
    }
    coverWithStock(true, Math.max(0, shares));
    coverWithStock(false, Math.max(0, -shares));
    return STOCK * Math.abs(stock) + coverWithLongs() + rest();
  }

  /** The stock covers those shorts that would ask for most. */
  private void coverWithStock(boolean calls, long shares) {
    if (shares == 0) {
      return;
    }
    long free = shares;
    for (int i = dearest(calls, free); i >= 0; i = dearest(calls, free)) {
      long covered = Math.min(left[i], free / multiplier[i]);
      left[i] -= covered;
      free -= covered * multiplier[i];
    }
  }

  /** The dearest short of which at least one contract can be covered; −1 if there is none. */
  private int dearest(boolean calls, long shares) {
    int dearest = -1;
    for (int i : byStrike) {
      boolean coverable = left[i] > 0 && isShort(i) && isCall[i] == calls;
      if (coverable
          && shares >= multiplier[i]
          && (dearest < 0 || uncovered[i] > uncovered[dearest])) {
        dearest = i;
      }
    }
    return dearest;
  }

  private double coverWithLongs() {
    double widths = 0;
    for (Pair pair : pairs) {
      long covered = Math.min(left[pair.covered], left[pair.cover]);
      if (covered > 0 && pair.width < uncovered[pair.covered]) {
        widths += pair.width * covered;
        left[pair.covered] -= covered;
        left[pair.cover] -= covered;
      }
    }
    return widths;
  }

  private boolean covers(int cover, int covered) {
    return isShort(covered)
        && !isShort(cover)
        && isCall[cover] == isCall[covered]
        && expiry[cover] >= expiry[covered]
        && multiplier[cover] == multiplier[covered];
  }

  private double width(int cover, int covered) {
    double above = strike[cover] - strike[covered];
    return Math.max(0, isCall[cover] ? above : -above) * multiplier[covered];
  }

  /** Shorts that nothing covers, and longs that cover nothing. */
  private double rest() {
    double rest = 0;
    for (int i : byStrike) {
      rest += left[i] * (isShort(i) ? uncovered[i] : price[i] * multiplier[i]);
    }
    return rest;
  }

  /**
   * What the subset has taken of the equity with loan value, USD: its cost, less the value of stock
   * and of the longs that cover nothing. To be asked after the requirement of the same subset.
   */
  double loss(int held) {
    double loss = 0;
    for (int i = 0; i < count; i++) {
      if (isHeld(held, i)) {
        boolean loanValue = !isOption[i];
        loss += cost[i] - (loanValue ? value(i) : 0);
        loss -= isOption[i] && !isShort(i) ? left[i] * price[i] * multiplier[i] : 0;
      }
    }
    return loss;
  }

  private double value(int i) {
    return sign[i] * quantity[i] * multiplier[i] * price[i];
  }

  private boolean isShort(int i) {
    return sign[i] < 0;
  }

  private static boolean isHeld(int held, int i) {
    return (held & 1 << i) != 0;
  }
}
