package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what a recovery is about to close with what the account really holds: a person may have
 * closed it by hand while nobody looked after the trade. Positions follow executions within 30 s,
 * so what seems to be missing is asked for again until then.
 */
final class AccountCheck {
  /** Positions follow executions within so long. */
  static final Duration POSITIONS_FOLLOW = Duration.ofSeconds(30);

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Trade trade;
  private final TradeWorld world;
  private Instant missingSince;
  private Map<String, BigDecimal> gone = Map.of();

  AccountCheck(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
  }

  /** The same with what the account does not hold any more, which is not to be closed again. */
  Kept affordable(Kept kept) {
    Map<String, Instrument> open = new TreeMap<>();
    Map<String, BigDecimal> surplus = new TreeMap<>();
    for (LegBook leg : trade.book().legs()) {
      if (!Decimals.isZero(kept.surplus(leg))) {
        open.put(leg.leg().name(), leg.instrument());
        surplus.put(leg.leg().name(), kept.surplus(leg));
      }
    }
    HedgeBook hedge = trade.book().hedge();
    if (!Decimals.isZero(kept.surplus(hedge))) {
      open.put(HedgeBook.NAME, hedge.instrument());
      surplus.put(HedgeBook.NAME, kept.surplus(hedge));
    }
    gone = open.isEmpty() ? gone : missing(surplus, world.positions(open));
    missingSince = gone.isEmpty() ? null : missingSince == null ? world.now() : missingSince;
    return kept.without(gone);
  }

  private static Map<String, BigDecimal> missing(
      Map<String, BigDecimal> surplus, Map<String, AccountPosition> held) {
    Map<String, BigDecimal> missing = new TreeMap<>();
    surplus.forEach(
        (leg, quantity) -> {
          BigDecimal less = held.getOrDefault(leg, AccountPosition.NONE).gone(quantity);
          if (!Decimals.isZero(less)) {
            missing.put(leg, less);
          }
        });
    return missing;
  }

  /**
   * Waits a little where something is missing that the broker's positions may still show.
   *
   * @return whether to look again
   */
  boolean waitsForPositions() {
    if (gone.isEmpty() || !world.now().isBefore(missingSince.plus(POSITIONS_FOLLOW))) {
      return false;
    }
    trade.await(world.now().plus(AGAIN));
    return true;
  }

  /**
   * Why positions remain in the trade's books, with an alert, where the account does not hold them.
   *
   * @param stuck why others remain, or null
   */
  Reason missing(Reason stuck) {
    List<Residual> missing = missing();
    if (missing.isEmpty()) {
      return stuck;
    }
    String what = Holdings.text(missing);
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            "POSITION_MISSING",
            "The trade executed "
                + what
                + " that it must not keep, and the account does not hold that any more, or somebody"
                + " else has traded against it since: it is not closed once more. If it was closed"
                + " by hand, nothing is left to do but to acknowledge this and accept the"
                + " divergence about the contract; if not, close exactly what the account holds of"
                + " it.",
            missing));
    return new Reason(
        ReasonCode.POSITION_MISSING,
        "the account does not hold " + what + (stuck == null ? "" : "; " + stuck));
  }

  /** What the account does not hold of what the trade executed. */
  private List<Residual> missing() {
    List<Residual> missing = new ArrayList<>();
    gone.forEach((leg, quantity) -> missing.add(new Residual(instrument(leg), quantity)));
    return missing;
  }

  private Instrument instrument(String leg) {
    return leg.equals(HedgeBook.NAME)
        ? trade.book().hedge().instrument()
        : trade.book().leg(leg).instrument();
  }
}
