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
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /**
   * So long it must be missing before a stop is made smaller for it: positions often lag a moment.
   */
  private static final Duration CONFIRMED = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Trade trade;
  private final TradeWorld world;
  private final Judge judge;
  private Instant missingSince;
  private Map<String, BigDecimal> gone = Map.of();

  AccountCheck(Trade trade, TradeWorld world) {
    this(trade, world, (leg, told, surplus, counted) -> told.gone(surplus, counted));
  }

  /**
   * Of a trade that keeps its positions for days: sales elsewhere take nothing from it.
   *
   * @param seen of the account by this trade
   */
  static AccountCheck ofKept(Trade trade, TradeWorld world, SeenPositions seen) {
    return new AccountCheck(
        trade, world, (leg, told, surplus, counted) -> seen.notHeld(leg, told, surplus));
  }

  /** The same, of which something is missing since then already; null: nothing is. */
  static AccountCheck ofKept(
      Trade trade, TradeWorld world, SeenPositions seen, Instant missingSince) {
    AccountCheck check = ofKept(trade, world, seen);
    check.missingSince = missingSince;
    return check;
  }

  /** The same of what a person was told to close by hand: what others took is this trade's. */
  static AccountCheck ofWhatPeopleClose(Trade trade, TradeWorld world, SeenPositions seen) {
    return new AccountCheck(
        trade,
        world,
        (leg, told, surplus, counted) ->
            larger(seen.notHeld(leg, told, surplus), told.gone(surplus, counted)));
  }

  private static BigDecimal larger(BigDecimal a, BigDecimal b) {
    return a.abs().compareTo(b.abs()) > 0 ? a : b;
  }

  private AccountCheck(Trade trade, TradeWorld world, Judge judge) {
    this.trade = trade;
    this.world = world;
    this.judge = judge;
  }

  /**
   * How much of a surplus the account does not hold, signed as it; so much of what others took was
   * counted from another holding of the trade in the same contract.
   */
  private interface Judge {
    BigDecimal missing(String leg, AccountPosition told, BigDecimal surplus, BigDecimal counted);
  }

  /** The same with what the account does not hold any more, which is not to be closed again. */
  Kept affordable(Kept kept) {
    Map<String, Instrument> open = new TreeMap<>();
    Map<String, BigDecimal> surplus = new LinkedHashMap<>();
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
    gone = open.isEmpty() ? gone : missing(open, surplus, world.positions(open));
    missingSince = gone.isEmpty() ? null : missingSince == null ? world.now() : missingSince;
    return kept.without(gone);
  }

  private Map<String, BigDecimal> missing(
      Map<String, Instrument> open,
      Map<String, BigDecimal> surplus,
      Map<String, AccountPosition> held) {
    Map<String, BigDecimal> missing = new TreeMap<>();
    Map<Long, BigDecimal> counted = new HashMap<>();
    surplus.forEach(
        (leg, quantity) -> {
          long contract = open.get(leg).conId();
          BigDecimal less =
              judge.missing(
                  leg,
                  held.getOrDefault(leg, AccountPosition.NONE),
                  quantity,
                  counted.getOrDefault(contract, BigDecimal.ZERO));
          if (!Decimals.isZero(less)) {
            missing.put(leg, less);
            counted.merge(contract, less, BigDecimal::add);
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

  /** Since when something is missing; null: nothing is. */
  Instant missingSince() {
    return missingSince;
  }

  /** What is missing now, by leg name. */
  Map<String, BigDecimal> gone() {
    return gone;
  }

  /** What is missing for so long that positions have surely followed, by leg name. */
  Map<String, BigDecimal> certainlyGone() {
    return missingFor(POSITIONS_FOLLOW);
  }

  /** What is missing for longer than a moment, by leg name. */
  Map<String, BigDecimal> probablyGone() {
    return missingFor(CONFIRMED);
  }

  private Map<String, BigDecimal> missingFor(Duration time) {
    boolean longEnough = missingSince != null && !world.now().isBefore(missingSince.plus(time));
    return longEnough ? gone : Map.of();
  }

  /** Whether something is missing that the broker's positions may still show. */
  boolean isDoubtful() {
    return !gone.isEmpty() && certainlyGone().isEmpty();
  }

  /** What the account does not hold of what the trade executed. */
  List<Residual> missing() {
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
