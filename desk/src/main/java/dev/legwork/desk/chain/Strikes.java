package dev.legwork.desk.chain;

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

  private static boolean isStillNear(long[] strikes, long price, int at) {
    boolean notBelow = at == 0 || price >= strikes[at] - (strikes[at] - strikes[at - 1]) / SLACK;
    boolean notAbove =
        at + 1 >= strikes.length
            || price < strikes[at + 1] + (strikes[at + 1] - strikes[at]) / SLACK;
    return notBelow && notAbove;
  }
}
