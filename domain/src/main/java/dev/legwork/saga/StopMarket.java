package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.unwind.Kept;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the venue trades, by its hours, what a stop would close. After the close quotes stand and
 * move, and nobody trades at them. What was open a moment ago is believed to be, so that who must
 * not lose time asks before it matters. What was closed stays so until somebody knows that it
 * opens.
 */
final class StopMarket {
  /** An answer is older than that when it is asked for anew. */
  private static final Duration ASKED_AGAIN = Duration.ofSeconds(45);

  /** The same once the market is at the trigger. */
  private static final Duration ASKED_CLOSELY = Duration.ofSeconds(2);

  /** What was open so long ago is open: the desk is asked little, and a gap waits for nothing. */
  private static final Duration OPEN_LASTS = Duration.ofSeconds(60);

  /** The same once the market is at the trigger, which it may be when the venue closes. */
  private static final Duration OPEN_LASTS_CLOSELY = Duration.ofSeconds(5);

  /** What was closed so long ago is closed. */
  private static final Duration CLOSED_LASTS = Duration.ofSeconds(5);

  /** One question to the desk; it answers as soon as there is a market. */
  private static final Duration QUESTION = Duration.ofMinutes(2);

  private final Trade trade;
  private final TradeWorld world;
  private final Map<String, Instant> openAt = new TreeMap<>();
  private final Map<String, Instant> closedAt = new TreeMap<>();

  /** Closed by the last answer that knew. */
  private final Set<String> lastClosed = new TreeSet<>();

  private Instant askedAt = Instant.MIN;
  private String why = "";

  StopMarket(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
  }

  /** The run before this one ended while the venue traded nothing of the trade. */
  void wasClosedBefore() {
    trade.book().legs().forEach(leg -> lastClosed.add(leg.leg().name()));
    lastClosed.add(HedgeBook.NAME);
  }

  /** Asks now and then, so that it is known when it is needed. */
  void look(Set<String> legs, boolean closely) {
    Duration again = closely ? ASKED_CLOSELY : ASKED_AGAIN;
    boolean old = askedAt.equals(Instant.MIN) || world.now().isAfter(askedAt.plus(again));
    if (old && !legs.isEmpty()) {
      ask(needed(legs), world.now());
    }
  }

  /** Why not all of these legs can be traded now; empty: nothing says so. */
  Optional<String> closesAny(Set<String> legs, boolean closely) {
    Map<String, NeededMarket> needed = needed(legs);
    askWhatIsNotKnown(needed, closely ? OPEN_LASTS_CLOSELY : OPEN_LASTS);
    return needed.keySet().stream().anyMatch(leg -> isWithin(closedAt.get(leg), CLOSED_LASTS))
        ? Optional.of(why)
        : Optional.empty();
  }

  /** Why nothing of what goes beyond that can be traded now; empty: nothing says so. */
  Optional<String> closesAll(Kept stays) {
    Map<String, NeededMarket> needed = needed(stays);
    askWhatIsNotKnown(needed, OPEN_LASTS);
    return !needed.isEmpty()
            && needed.keySet().stream().allMatch(leg -> isWithin(closedAt.get(leg), CLOSED_LASTS))
        ? Optional.of(why)
        : Optional.empty();
  }

  /** Waits until some of it may be traded, or something happens to the trade; a while at most. */
  void await(Kept stays) {
    Map<String, NeededMarket> needed = needed(stays);
    boolean usable = ask(needed, world.now().plus(QUESTION));
    if (usable && lastClosed.containsAll(needed.keySet())) {
      // Quotes stand and nobody knows the hours: the desk has answered at once, and would again.
      trade.await(world.now().plus(CLOSED_LASTS));
    }
  }

  /** Whether some of these were closed when last asked for, a moment ago. */
  boolean wasClosed(Set<String> legs) {
    return legs.stream().anyMatch(leg -> isWithin(closedAt.get(leg), OPEN_LASTS));
  }

  private void askWhatIsNotKnown(Map<String, NeededMarket> needed, Duration openLasts) {
    boolean known =
        needed.keySet().stream()
            .allMatch(
                leg ->
                    isWithin(openAt.get(leg), openLasts)
                        || isWithin(closedAt.get(leg), CLOSED_LASTS));
    if (!known) {
      ask(needed, world.now());
    }
  }

  private boolean isWithin(Instant at, Duration time) {
    return at != null && !world.now().isAfter(at.plus(time));
  }

  private boolean ask(Map<String, NeededMarket> needed, Instant until) {
    MarketAnswer answer = world.awaitMarket(needed, until);
    askedAt = world.now();
    why = answer.closed().isEmpty() ? why : answer.why();
    for (String leg : needed.keySet()) {
      openAt.remove(leg);
      closedAt.remove(leg);
      if (isClosed(leg, answer)) {
        closedAt.put(leg, askedAt);
      } else if (answer.usable()) {
        openAt.put(leg, askedAt);
      }
    }
    return answer.usable();
  }

  private boolean isClosed(String leg, MarketAnswer answer) {
    if (answer.closed().contains(leg)) {
      lastClosed.add(leg);
    } else if (answer.open().contains(leg)) {
      lastClosed.remove(leg);
    }
    return lastClosed.contains(leg);
  }

  private Map<String, NeededMarket> needed(Set<String> legs) {
    Map<String, NeededMarket> needed = new TreeMap<>();
    for (LegBook leg : trade.book().legs()) {
      if (legs.contains(leg.leg().name()) && !leg.isFlat()) {
        needed.put(leg.leg().name(), need(leg, leg.net()));
      }
    }
    return needed;
  }

  private Map<String, NeededMarket> needed(Kept stays) {
    TradeBook book = trade.book();
    Map<String, NeededMarket> needed = new TreeMap<>();
    for (LegBook leg : book.legs()) {
      if (!Decimals.isZero(stays.surplus(leg))) {
        needed.put(leg.leg().name(), need(leg, stays.surplus(leg)));
      }
    }
    BigDecimal hedge = stays.surplus(book.hedge());
    if (!Decimals.isZero(hedge)) {
      needed.put(HedgeBook.NAME, new NeededMarket(book.hedge().instrument(), closing(hedge), null));
    }
    return needed;
  }

  private static NeededMarket need(LegBook leg, BigDecimal position) {
    return new NeededMarket(leg.instrument(), closing(position), leg.averageEntryPrice());
  }

  private static Side closing(BigDecimal position) {
    return position.signum() > 0 ? Side.SELL : Side.BUY;
  }
}
