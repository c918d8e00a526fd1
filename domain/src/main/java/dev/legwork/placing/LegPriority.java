package dev.legwork.placing;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.util.List;

/**
 * How soon a leg is sent where legs follow each other, highest first: what protects before what has
 * to be protected. A long leg has 100, and 50 more if it offsets a short one of the trade; a short
 * leg has −100, and 25 more if a long one of the trade offsets it.
 *
 * <p>A long stock or call offsets a short call, a long put a short put; so does a short stock,
 * which is a short leg all the same.
 */
public final class LegPriority {
  private static final int LONG = 100;
  private static final int SHORT = -100;
  private static final int OFFSETS_A_SHORT = 50;
  private static final int IS_OFFSET_BY_A_LONG = 25;

  private LegPriority() {}

  /** The leg's priority among the legs of its trade. */
  public static int of(RequestedLeg leg, ExecutionRequest trade) {
    if (leg.action() == Side.BUY) {
      boolean offsets =
          trade.legs().stream()
              .anyMatch(other -> other.action() == Side.SELL && protects(leg, other));
      return LONG + (offsets ? OFFSETS_A_SHORT : 0);
    }
    boolean offset =
        trade.legs().stream().anyMatch(other -> other.action() == Side.BUY && protects(other, leg));
    return SHORT + (offset ? IS_OFFSET_BY_A_LONG : 0);
  }

  /** The legs that are bought and protect one that is sold. */
  public static List<RequestedLeg> hedges(List<RequestedLeg> legs) {
    return legs.stream()
        .filter(leg -> leg.action() == Side.BUY)
        .filter(
            leg ->
                legs.stream()
                    .anyMatch(other -> other.action() == Side.SELL && protects(leg, other)))
        .toList();
  }

  /** Whether being long the one limits what being short the other may lose. */
  static boolean protects(RequestedLeg longLeg, RequestedLeg shortLeg) {
    ContractSpec held = longLeg.contract();
    ContractSpec sold = shortLeg.contract();
    if (!sold.isOption()) {
      return held.right() == OptionRight.CALL;
    }
    return held.isOption() ? held.right() == sold.right() : sold.right() == OptionRight.CALL;
  }
}
