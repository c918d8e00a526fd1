package dev.legwork.saga;

import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.placing.HedgeSize;
import dev.legwork.placing.WaveOrder;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything the desk needs to place a wave of opening orders: it finds the contracts, takes the
 * quotes of the moment, lets {@link dev.legwork.allocation.LimitAllocation} decide, stores the
 * intents under the fence and writes the frames together. One order a leg, for what is left to be
 * executed of it; one order of all legs for a combo.
 *
 * @param fencingToken of the lock the trade holds
 * @param legNames the legs to enter now, in the request's order
 * @param attempt of these legs' orders, from 1
 * @param timeLeft what remains of the trade's total time: the orders expire that long from now, and
 *     a grace
 * @param committed what the trade's other orders have cost or may still cost, with what these legs
 *     executed before, USD: the legs get what the bound leaves beside it
 * @param purpose ENTRY or COMPLETION
 * @param executed by leg name: what earlier orders executed of it, contracts (shares)
 * @param later legs that are to follow: they share the bound and the quotes now, and are not sent
 * @param mostTicks no limit is more than so many price steps worse than the quote; null: as far as
 *     the bound allows
 * @param worst no limit is worse than this, USD per share; null: as far as the bound allows
 */
public record EntryPlan(
    ExecutionRequest request,
    long fencingToken,
    List<String> legNames,
    int attempt,
    Duration timeLeft,
    BigDecimal committed,
    Purpose purpose,
    Map<String, BigDecimal> executed,
    List<String> later,
    Integer mostTicks,
    BigDecimal worst) {

  /** As {@code mostTicks}: no worse than the quote. */
  static final Integer AT_THE_QUOTE = 0;

  /** What a plan does not say is as in the first wave of a parallel trade. */
  public EntryPlan {
    legNames =
        legNames == null
            ? request.legs().stream().map(RequestedLeg::name).toList()
            : List.copyOf(legNames);
    attempt = attempt == 0 ? 1 : attempt;
    timeLeft = timeLeft == null ? request.timeouts().total() : timeLeft;
    committed = committed == null ? BigDecimal.ZERO : committed;
    purpose = purpose == null ? Purpose.ENTRY : purpose;
    executed = executed == null ? Map.of() : Map.copyOf(executed);
    later = later == null ? List.of() : List.copyOf(later);
    if (legNames.isEmpty()) {
      throw new IllegalArgumentException(request.id() + ": an entry wave has legs");
    }
    if (!purpose.opens()) {
      throw new IllegalArgumentException(request.id() + ": " + purpose + " opens nothing");
    }
  }

  /** The first wave of a trade, in the way in which it is placed. */
  public static EntryPlan first(ExecutionRequest request, long fencingToken) {
    List<List<String>> waves = WaveOrder.of(request);
    List<String> later = waves.stream().skip(1).flatMap(List::stream).toList();
    return new EntryPlan(
        request,
        fencingToken,
        request.legs().stream().map(RequestedLeg::name).filter(waves.getFirst()::contains).toList(),
        1,
        null,
        null,
        null,
        null,
        later,
        request.timeouts().limit() == null ? null : AT_THE_QUOTE,
        null);
  }

  /** The first wave: all legs. */
  public EntryPlan(ExecutionRequest request, long fencingToken) {
    this(request, fencingToken, null, 1, null, null);
  }

  /** Legs of which nothing was executed, as far from the quotes as the bound allows. */
  public EntryPlan(
      ExecutionRequest request,
      long fencingToken,
      List<String> legNames,
      int attempt,
      Duration timeLeft,
      BigDecimal committed) {
    this(
        request,
        fencingToken,
        legNames,
        attempt,
        timeLeft,
        committed,
        null,
        null,
        null,
        null,
        null);
  }

  /** The legs to enter now. */
  public List<RequestedLeg> legs() {
    return legNames.stream().map(request::leg).toList();
  }

  /** The legs to follow. */
  public List<RequestedLeg> legsLater() {
    return later.stream().map(request::leg).toList();
  }

  /** The legs that share the bound: those to enter now, and those to follow. */
  public List<RequestedLeg> legsInAll() {
    return Stream.concat(legNames.stream(), later.stream()).map(request::leg).toList();
  }

  /**
   * The legs that share the bound, those together whose orders may have to leave in one write, now
   * or later.
   */
  public List<List<RequestedLeg>> legsWrittenTogether() {
    return WaveOrder.mayJoin(request)
        ? List.of(legsInAll())
        : Stream.concat(Stream.of(legs()), legsLater().stream().map(List::of)).toList();
  }

  /** Whether it sends risk legs of a trade that leans on its hedge. */
  public boolean leans() {
    return request.lean() != null && legs().stream().anyMatch(leg -> leg.action() == Side.SELL);
  }

  /** The legs whose quotes decide: those that share the bound, and what the trade leans on. */
  public List<RequestedLeg> legsLookedAt() {
    Stream<RequestedLeg> hedges =
        leans() ? HedgeSize.missing(request, executed).stream() : Stream.empty();
    return Stream.concat(legsInAll().stream(), hedges).distinct().toList();
  }

  /** What is to be ordered of the leg, contracts (shares). */
  public BigDecimal quantity(RequestedLeg leg) {
    BigDecimal done = executed.getOrDefault(leg.name(), BigDecimal.ZERO);
    return Decimals.normal(leg.quantity(request.quantity()).subtract(done));
  }

  /** Whether the limits are those that the caller gave, whatever is quoted. */
  public boolean asGiven() {
    return purpose == Purpose.ENTRY && request.hasLegLimits();
  }

  /** Whether what does not trade at once is to be over (MARKET pricing). */
  public boolean isImmediate() {
    return request.pricing() == Pricing.MARKET;
  }

  /** What the trade may cost in all, USD. */
  public BigDecimal bound() {
    return purpose == Purpose.COMPLETION ? request.completionBound() : request.cashBound();
  }

  /** Whether one order enters all legs. */
  public boolean isCombo() {
    return request.placing() == Placing.COMBO && purpose == Purpose.ENTRY;
  }

  /** Whether it is yet to be chosen how the trade is placed. */
  public boolean isOpen() {
    return request.placing() == Placing.AUTO && purpose == Purpose.ENTRY;
  }

  /** The first wave of the same trade, placed like that. */
  public EntryPlan placedAs(Placing chosen) {
    return first(request.placedAs(chosen), fencingToken);
  }

  /** The reference of the order that enters this leg. */
  public OrderRef ref(RequestedLeg leg) {
    return new OrderRef(request.id(), isCombo() ? Combo.NAME : leg.name(), purpose, attempt);
  }

  /** The references of the wave; all that there may be where its placing is yet to be chosen. */
  public List<OrderRef> refs() {
    Stream<OrderRef> refs = legs().stream().map(this::ref).distinct();
    return isOpen() ? Stream.concat(refs, Stream.of(comboRef())).toList() : refs.toList();
  }

  private OrderRef comboRef() {
    return new OrderRef(request.id(), Combo.NAME, purpose, attempt);
  }
}
