package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.hedge.HedgeContract;
import dev.legwork.hedge.HedgeTerms;
import dev.legwork.hedge.Uncovered;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.Collar;
import dev.legwork.unwind.Kept;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The emergency hedge of what cannot be closed: its delta, with the underlying, level by level,
 * each after the proof that the one before has ended and for what is left of it. What was hedged is
 * taken off again when what it hedged is closed.
 */
final class Hedging {
  /** What is held must not have changed for so long. */
  static final Duration DEBOUNCE = Duration.ofMillis(500);

  static final Duration LEVEL_TIME = Duration.ofSeconds(5);

  /** Code of the alert about exposure that stays. */
  static final String HEDGE_INCOMPLETE = "HEDGE_INCOMPLETE";

  private static final int LEVELS = 3;
  private static final ZoneId VENUE = ZoneId.of("America/New_York");

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final Reason why;
  private final Map<Purpose, Integer> numbers = new TreeMap<>();
  private Instrument underlying;

  /** By leg name: what it was last asked about. */
  private Map<String, BigDecimal> exposure;

  /** Levels for that exposure of which an order was in the market. */
  private final Map<Purpose, Integer> tried = new TreeMap<>();

  private boolean refused;
  private String said = "";

  Hedging(Trade trade, TradeWorld world, Policy policy, Reason why) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.why = why;
  }

  /**
   * Brings the hedge to what the uncovered positions need, as far as that can be done.
   *
   * @param reason why they cannot be closed
   * @return what there is to say about it, for people; empty: nothing is uncovered, or it is
   *     switched off
   */
  String run(Kept kept, Reason reason) {
    Optional<ContractSpec> contract = HedgeContract.of(trade.request());
    if (!trade.request().partial().hedge() || contract.isEmpty()) {
      return "";
    }
    awaitRest();
    List<Uncovered.Position> uncovered = Uncovered.of(trade.book(), kept);
    if (isNew(uncovered) || refused) {
      refused = false;
      said = decide(kept, reason, contract.get(), uncovered);
    }
    return said;
  }

  /** Whether something of a moment kept it from being decided: it is worth asking again. */
  boolean isRefused() {
    return refused;
  }

  /** What it needs to be decided; empty while nobody knows the underlying. */
  Map<String, NeededMarket> awaited() {
    return underlying == null ? Map.of() : needed(Side.BUY);
  }

  /** An attempt to close a leg makes no other exposure of it. */
  private boolean isNew(List<Uncovered.Position> uncovered) {
    Map<String, BigDecimal> now = quantities(uncovered);
    if (now.equals(exposure)) {
      return false;
    }
    exposure = now;
    tried.clear();
    return true;
  }

  private static Map<String, BigDecimal> quantities(List<Uncovered.Position> uncovered) {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    uncovered.forEach(
        one -> quantities.put(one.leg().leg().name(), Decimals.normal(one.quantity())));
    return quantities;
  }

  /** Whether something was executed, or taken back, since the hedge was decided. */
  private boolean isOutdated(Kept kept) {
    return !quantities(Uncovered.of(trade.book(), kept)).equals(exposure);
  }

  private String decide(
      Kept kept, Reason reason, ContractSpec contract, List<Uncovered.Position> uncovered) {
    if (uncovered.isEmpty() && kept.held(trade.book().hedge()).signum() == 0) {
      return "";
    }
    if (!findUnderlying(contract)) {
      return refuse(kept, uncovered, contract.label() + " was not found at the venue");
    }
    Map<String, Quote> quotes = quotes(uncovered);
    Quote spot = quotes.getOrDefault(HedgeBook.NAME, Quote.untold());
    Optional<String> away = away(spot, Side.BUY).or(() -> away(spot, Side.SELL));
    if (away.isPresent() || !spot.hasBothSides()) {
      return refuse(
          kept, uncovered, underlying.label() + ": " + away.orElse("it has one side only"));
    }
    // After the close quotes stand, and nobody trades at them.
    MarketAnswer open = world.awaitMarket(needed(Side.BUY), world.now());
    return open.usable()
        ? hedge(
            kept,
            reason,
            uncovered,
            HedgeTerms.of(uncovered, spot.middle(), quotes, policy.quoteMaxAge(), today()))
        : refuse(kept, uncovered, open.why());
  }

  /** Nothing may live, and what is held must be the same for half a second. */
  private void awaitRest() {
    List<Residual> held = Holdings.held(trade.book());
    Instant until = world.now().plus(DEBOUNCE);
    while (world.now().isBefore(until)) {
      trade.await(until);
      if (!Holdings.held(trade.book()).equals(held)) {
        held = Holdings.held(trade.book());
        until = world.now().plus(DEBOUNCE);
      }
    }
    if (!trade.book().live().isEmpty()) {
      new Withdrawal(trade, world).run(why);
    }
  }

  private boolean findUnderlying(ContractSpec contract) {
    if (underlying == null) {
      underlying =
          trade.book().legs().stream()
              .filter(leg -> leg.leg().contract().equals(contract) && !leg.orders().isEmpty())
              .findFirst()
              .map(leg -> Optional.of(leg.instrument()))
              .orElseGet(() -> world.find(contract))
              .orElse(null);
    }
    return underlying != null;
  }

  private Map<String, Quote> quotes(List<Uncovered.Position> uncovered) {
    Map<String, Instrument> wanted = new TreeMap<>();
    wanted.put(HedgeBook.NAME, underlying);
    uncovered.forEach(one -> wanted.put(one.leg().leg().name(), one.leg().instrument()));
    return world.quotes(wanted);
  }

  private String hedge(
      Kept kept, Reason reason, List<Uncovered.Position> uncovered, HedgeTerms terms) {
    BigDecimal held = kept.held(trade.book().hedge());
    BigDecimal off = terms.toTakeOff(held);
    if (off.signum() == 0 && terms.toAdd(held).signum() == 0) {
      return heldText(kept);
    }
    trade.note("DECIDED_HEDGE", HedgeBook.NAME, terms.numbers() + "; it holds " + plain(held));
    trade.entered(TradeState.HEDGING, reason.code() + ": " + terms.numbers());
    boolean done =
        changed(Purpose.UNWIND, kept, off)
            && changed(Purpose.HEDGE, kept, terms.toAdd(kept.held(trade.book().hedge())));
    if (!done && isOutdated(kept)) {
      return run(kept, reason);
    }
    String proposal = terms.proposal(kept.held(trade.book().hedge()), underlying.label());
    if (!done && tried.values().stream().allMatch(used -> used < LEVELS)) {
      return refuse(kept, uncovered, noMarket());
    }
    if (!done) {
      incomplete(kept, terms, proposal);
    }
    return holds(kept) + (proposal.isEmpty() ? "" : ", which is not enough: " + proposal);
  }

  private String noMarket() {
    return "the market of " + underlying.label() + " went, or no order reached it";
  }

  private boolean changed(Purpose purpose, Kept kept, BigDecimal change) {
    return change.signum() == 0 || levels(purpose, kept, change, LEVELS, LEVEL_TIME);
  }

  private String holds(Kept kept) {
    HedgeBook hedge = trade.book().hedge();
    Instrument of = underlying == null ? hedge.instrument() : underlying;
    return "the hedge holds " + plain(kept.held(hedge)) + " " + of.label();
  }

  /** Empty where there is none. */
  private String heldText(Kept kept) {
    return kept.held(trade.book().hedge()).signum() == 0 ? "" : holds(kept);
  }

  /** Takes the hedge off when what it hedged is closed. True when it is flat, or as kept. */
  boolean close(Kept kept) {
    HedgeBook hedge = trade.book().hedge();
    underlying = hedge.instrument();
    tried.clear();
    BigDecimal off = kept.surplus(hedge).negate();
    trade.note("DECIDED_UNHEDGE", HedgeBook.NAME, "nothing is left to hedge; " + plain(off));
    boolean flat =
        levels(Purpose.UNWIND, kept, off, policy.unwindAttempts(), policy.unwindAttemptTime());
    tried.clear();
    return flat;
  }

  /** What taking the hedge off needs. */
  Map<String, NeededMarket> needed(Kept kept) {
    return needed(kept.surplus(trade.book().hedge()).signum() > 0 ? Side.SELL : Side.BUY);
  }

  private Map<String, NeededMarket> needed(Side side) {
    return Map.of(HedgeBook.NAME, new NeededMarket(underlying, side, null));
  }

  /**
   * Tries so many levels less those that were tried before. One whose order never was in the market
   * is none.
   *
   * @param change of the hedge, signed
   * @return whether all of it executed
   */
  private boolean levels(Purpose purpose, Kept kept, BigDecimal change, int most, Duration time) {
    Side side = change.signum() > 0 ? Side.BUY : Side.SELL;
    BigDecimal goal = kept.held(trade.book().hedge()).add(change);
    BigDecimal first = null;
    for (int look = tried.getOrDefault(purpose, 0); look < most; look++) {
      BigDecimal rest = goal.subtract(kept.held(trade.book().hedge()));
      if (rest.signum() != change.signum()) {
        return true;
      }
      if (purpose == Purpose.HEDGE && isOutdated(kept)) {
        return false;
      }
      Quote quote =
          world
              .quotes(Map.of(HedgeBook.NAME, underlying))
              .getOrDefault(HedgeBook.NAME, Quote.untold());
      Optional<String> away = away(quote, side);
      if (away.isPresent()) {
        trade.note("NO_QUOTE", HedgeBook.NAME, away.get());
        trade.await(world.now().plus(policy.unwindAttemptTime()));
        continue;
      }
      first = first == null ? quote.executable(side) : first;
      int level = tried.getOrDefault(purpose, 0) + 1;
      BigDecimal limit =
          Collar.limit(side, quote.executable(side), first, level, underlying.increments());
      if (send(purpose, side, rest.abs(), limit, level, time)) {
        tried.put(purpose, level);
      }
    }
    return goal.compareTo(kept.held(trade.book().hedge())) == 0;
  }

  /** Whether an order was in the market. */
  private boolean send(
      Purpose purpose, Side side, BigDecimal quantity, BigDecimal limit, int level, Duration time) {
    OrderIntent order =
        new OrderIntent(
            new OrderRef(trade.request().id(), HedgeBook.NAME, purpose, number(purpose)),
            trade.request().account(),
            underlying,
            side,
            quantity,
            limit,
            null);
    trade.note("HEDGE_LEVEL", HedgeBook.NAME, "level " + level + ": " + order.label());
    Reducing reducing = new Reducing(trade, world);
    reducing.run(List.of(order), time, why);
    return reducing.absentLegs(List.of(order)).isEmpty();
  }

  /** This reference is not used by this hedging. */
  void taken(OrderRef ref) {
    numbers.merge(ref.purpose(), ref.attempt(), Math::max);
  }

  /** A reference is never used for a second order, whatever became of the first. */
  private int number(Purpose purpose) {
    int last =
        Math.max(trade.book().hedge().lastAttempt(purpose), numbers.getOrDefault(purpose, 0));
    numbers.put(purpose, last + 1);
    return last + 1;
  }

  private Optional<String> away(Quote quote, Side side) {
    return new NeededMarket(underlying, side, null).missing(quote, policy.quoteMaxAge());
  }

  private void incomplete(Kept kept, HedgeTerms terms, String proposal) {
    trade.note("HEDGE_INCOMPLETE", HedgeBook.NAME, proposal);
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            HEDGE_INCOMPLETE,
            "%d levels did not hedge what cannot be closed. It holds %s; %s. Proposed: %s."
                .formatted(
                    LEVELS,
                    Holdings.text(Holdings.beside(kept, trade.book())),
                    terms.numbers(),
                    proposal),
            Holdings.beside(kept, trade.book())));
  }

  private String refuse(Kept kept, List<Uncovered.Position> uncovered, String away) {
    String what =
        uncovered.isEmpty()
            ? "what hedges nothing any more cannot be taken off, " + away
            : "%s cannot be hedged, %s".formatted(labels(uncovered), away);
    if (!said.startsWith(what)) {
      trade.note("NOT_HEDGED", HedgeBook.NAME, what);
    }
    refused = true;
    String held = heldText(kept);
    return held.isEmpty() ? what : what + "; " + held;
  }

  private static List<String> labels(List<Uncovered.Position> uncovered) {
    return uncovered.stream()
        .map(one -> plain(one.quantity()) + " " + one.leg().instrument().label())
        .toList();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(world.now(), VENUE);
  }

  private static String plain(BigDecimal number) {
    return Decimals.normal(number).toPlainString();
  }
}
