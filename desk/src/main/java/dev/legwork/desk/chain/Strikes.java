package dev.legwork.desk.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the money is among the strikes of an expiry. Prices are ten-thousandths of a dollar. */
public final class Strikes {
  /** A price must go past a strike by this part of the distance before the middle moves. */
  private static final int SLACK = 4;

  private Strikes() {}

  /**
   * Index of the strike at or below the price, at least 0. A middle that was found before stays
   * while the price only flickers about a strike, so that nothing is subscribed to anew for it.
   *
   * @param strikes ascending, at least one
   * @param before what was found before, or −1
   */
  public static int middle(long[] strikes, long price, int before) {
    if (before >= 0 && before < strikes.length && isStillNear(strikes, price, before)) {
      return before;
    }
    int at = 0;
    while (at + 1 < strikes.length && strikes[at + 1] <= price) {
      at++;
    }
    return at;
  }

  /**
   * The strikes around the middle, by how far they are from it: first the two that the price is
   * between, then the next on either side.
   *
   * @param below how far strikes may be below the middle
   * @param above how far strikes may be above the one after it
   * @return indices, ring by ring
   */
  public static List<int[]> rings(long[] strikes, int middle, long below, long above) {
    long lowest = strikes[middle] - below;
    long highest = strikes[Math.min(middle + 1, strikes.length - 1)] + above;
    List<int[]> rings = new ArrayList<>();
    for (int ring = 0; ring < strikes.length; ring++) {
      int[] found =
          IntStream.of(middle - ring, middle + 1 + ring)
              .filter(at -> at >= 0 && at < strikes.length)
              .filter(at -> strikes[at] >= lowest && strikes[at] <= highest)
              .toArray();
      if (found.length == 0) {
        break;
      }
      rings.add(found);
    }
    return rings;
  }

  private static boolean isStillNear(long[] strikes, long price, int at) {
    boolean notBelow = at == 0 || price >= strikes[at] - (strikes[at] - strikes[at - 1]) / SLACK;
    boolean notAbove =
        at + 1 >= strikes.length
            || price < strikes[at + 1] + (strikes[at + 1] - strikes[at]) / SLACK;
    return notBelow && notAbove;
  }
}
