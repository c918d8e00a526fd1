package dev.legwork.unwind;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The positions that an unwinding leaves alone.
 *
 * @param positions by leg name, signed; a leg that is not here is closed altogether
 * @param gone by leg name, signed: what was executed and the account does not hold any more, since
 *     somebody else closed it; it covers nothing, and is not closed again
 * @param turnsBack a position beyond zero, because two orders of ours left the same one, is closed
 *     as well ({@link LegBook#isLeftTwice})
 */
public record Kept(
    Map<String, BigDecimal> positions, Map<String, BigDecimal> gone, boolean turnsBack) {
  public static final Kept NOTHING = new Kept(Map.of());

  public Kept {
    positions = Map.copyOf(positions);
    gone = Map.copyOf(gone);
  }

  /** Positions, and what is gone; what is beyond zero stays as it is. */
  public Kept(Map<String, BigDecimal> positions, Map<String, BigDecimal> gone) {
    this(positions, gone, false);
  }

  /** The same, and what two orders of ours left twice is turned back to it. */
  public Kept turningBack() {
    return new Kept(positions, gone, true);
  }

  /** Positions of which nothing is gone. */
  public Kept(Map<String, BigDecimal> positions) {
    this(positions, Map.of());
  }

  /** The same where so much of what is to be closed is gone. */
  public Kept without(Map<String, BigDecimal> noLongerHeld) {
    return new Kept(positions, noLongerHeld, turnsBack);
  }

  /** What is really held of this leg, signed. */
  public BigDecimal held(LegBook leg) {
    return Decimals.normal(leg.net().subtract(gone(leg)));
  }

  private BigDecimal gone(LegBook leg) {
    return gone.getOrDefault(leg.leg().name(), BigDecimal.ZERO);
  }

  /** What was asked for: only what goes beyond it is closed. */
  public static Kept asRequested(ExecutionRequest request) {
    return ofUnits(request, request.quantity());
  }

  /** So many whole units of what was asked for: only what goes beyond them is closed. */
  public static Kept ofUnits(ExecutionRequest request, int units) {
    Map<String, BigDecimal> positions = new LinkedHashMap<>();
    request
        .legs()
        .forEach(leg -> positions.put(leg.name(), leg.action().signed(leg.quantity(units))));
    return new Kept(positions);
  }

  /** What is kept of this leg, signed. */
  public BigDecimal of(LegBook leg) {
    return positions.getOrDefault(leg.leg().name(), BigDecimal.ZERO);
  }

  /**
   * What is to be closed of the leg, signed as its position. Closing it never passes through zero,
   * and where less is held than kept, nothing is.
   */
  public BigDecimal surplus(LegBook leg) {
    BigDecimal surplus = executedSurplus(leg);
    BigDecimal left = surplus.subtract(gone(leg));
    // What was gone of a position can be more than is left of it.
    return left.signum() == surplus.signum() ? Decimals.normal(left) : BigDecimal.ZERO;
  }

  private BigDecimal executedSurplus(LegBook leg) {
    BigDecimal kept = of(leg);
    BigDecimal net = leg.net();
    if (kept.signum() * net.signum() < 0) {
      return net;
    }
    return net.abs().compareTo(kept.abs()) > 0
        ? Decimals.normal(net.subtract(kept))
        : BigDecimal.ZERO;
  }

  /**
   * Orders that must be over before what goes beyond it is closed: all that may still trade but
   * stop orders in contracts of which nothing is to be closed.
   */
  public Set<OrderRef> inTheWay(TradeBook book) {
    Set<Long> closed = new TreeSet<>();
    book.legs().stream()
        .filter(leg -> !Decimals.isZero(surplus(leg)))
        .forEach(leg -> closed.add(leg.instrument().conId()));
    if (!Decimals.isZero(surplus(book.hedge()))) {
      closed.add(book.hedge().instrument().conId());
    }
    Set<OrderRef> live = new TreeSet<>(book.live());
    live.removeIf(
        ref ->
            ref.purpose() == Purpose.STOP
                && !closed.contains(book.orders().get(ref).intent().instrument().conId()));
    return live;
  }

  /** Whether nothing is to be closed, and no hedge to be taken off. */
  public boolean isReached(TradeBook book) {
    return isReachedByLegs(book) && Decimals.isZero(surplus(book.hedge()));
  }

  /** Whether no leg is to be closed. */
  public boolean isReachedByLegs(TradeBook book) {
    return book.legs().stream().allMatch(leg -> Decimals.isZero(surplus(leg)));
  }

  /** What is to be taken off the hedge, signed as its position. */
  public BigDecimal surplus(HedgeBook hedge) {
    BigDecimal kept = positions.getOrDefault(HedgeBook.NAME, BigDecimal.ZERO);
    BigDecimal held = held(hedge);
    return held.abs().compareTo(kept.abs()) > 0 || held.signum() * kept.signum() < 0
        ? Decimals.normal(held.subtract(kept))
        : BigDecimal.ZERO;
  }

  /** What the hedge really holds, signed. */
  public BigDecimal held(HedgeBook hedge) {
    BigDecimal net = hedge.net();
    BigDecimal left = net.subtract(gone.getOrDefault(HedgeBook.NAME, BigDecimal.ZERO));
    return left.signum() == net.signum() ? Decimals.normal(left) : BigDecimal.ZERO;
  }
}
