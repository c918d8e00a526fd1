package dev.legwork.placing;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The waves in which the legs of a trade are sent. PARALLEL: all together. HEDGE_FIRST: all long
 * legs, which protect, then the short ones by their {@link LegPriority}, those of the same one
 * together. SEQUENTIAL: one leg after the other by priority.
 */
public final class WaveOrder {
  private WaveOrder() {}

  /** The waves, by leg names; each leg is in one of them. */
  public static List<List<String>> of(ExecutionRequest request) {
    return switch (request.placing()) {
      case HEDGE_FIRST -> hedgeFirst(request);
      case SEQUENTIAL -> byPriority(request).stream().map(leg -> List.of(leg.name())).toList();
      case PARALLEL, COMBO, AUTO ->
          List.of(request.legs().stream().map(RequestedLeg::name).toList());
    };
  }

  private static List<List<String>> hedgeFirst(ExecutionRequest request) {
    Map<Integer, List<String>> waves = new TreeMap<>(Comparator.reverseOrder());
    for (RequestedLeg leg : byPriority(request)) {
      int wave = leg.action() == Side.BUY ? Integer.MAX_VALUE : LegPriority.of(leg, request);
      waves.computeIfAbsent(wave, priority -> new ArrayList<>()).add(leg.name());
    }
    return List.copyOf(waves.values());
  }

  /**
   * Whether orders of several legs may have to leave in one write, in the first wave or later. With
   * HEDGE_FIRST a wave follows before the one before is done, and what is lost of both is sent
   * again together; HYBRID takes what is left of all legs together. Only SEQUENTIAL legs stay
   * apart.
   */
  public static boolean mayJoin(ExecutionRequest request) {
    return mayJoin(request.placing(), request.pricing());
  }

  /** The same of a trade that is placed and priced like that. */
  public static boolean mayJoin(Placing placing, Pricing pricing) {
    return placing != Placing.SEQUENTIAL || pricing == Pricing.HYBRID;
  }

  /** Legs of the same priority stay in the request's order. */
  private static List<RequestedLeg> byPriority(ExecutionRequest request) {
    return request.legs().stream()
        .sorted(Comparator.comparingInt(leg -> -LegPriority.of(leg, request)))
        .toList();
  }

  /** The legs that nothing was sent of, wave by wave. */
  public static List<List<String>> left(TradeBook book) {
    return of(book.request()).stream()
        .filter(wave -> wave.stream().noneMatch(leg -> book.leg(leg).isEntered()))
        .toList();
  }

  /**
   * Whether the next wave may be sent: all that was sent is executed or, with HEDGE_FIRST, what is
   * executed covers every leg of it.
   */
  public static boolean mayFollow(TradeBook book, List<String> next) {
    boolean allExecuted =
        book.legs().stream().filter(LegBook::isEntered).allMatch(LegBook::isFilled);
    boolean coverCounts = book.request().placing() == Placing.HEDGE_FIRST;
    return allExecuted
        || coverCounts && next.stream().map(book::leg).allMatch(leg -> isCovered(book, leg, next));
  }

  /** Whether long legs as far as they are executed protect the short option, beside its kind. */
  private static boolean isCovered(TradeBook book, LegBook leg, List<String> next) {
    RequestedLeg asked = leg.leg();
    if (asked.action() == Side.BUY || !asked.contract().isOption()) {
      return false;
    }
    OptionRight right = asked.contract().right();
    BigDecimal needed = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    for (LegBook other : book.legs()) {
      RequestedLeg one = other.leg();
      if (one.action() == Side.BUY && LegPriority.protects(one, asked)) {
        held = held.add(shares(one, other.executed()));
      }
      boolean counts = next.contains(one.name()) || other.isEntered();
      if (one.action() == Side.SELL && one.contract().right() == right && counts) {
        needed = needed.add(shares(one, other.wanted()));
      }
    }
    return held.compareTo(needed) >= 0;
  }

  private static BigDecimal shares(RequestedLeg leg, BigDecimal quantity) {
    return quantity.multiply(Decimals.of(leg.contract().multiplier()));
  }
}
