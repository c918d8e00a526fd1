package dev.legwork.allocation;

import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Allocates the limits of an entry jointly from {@code netLimit} (order-rules: Marketable or
 * refused). The executable net is taken from the asks of what we buy and the bids of what we sell;
 * what the bound leaves beyond it, the slack, is shared out as room for each leg in proportion to
 * half-spread × weight, and rounded to the safe side, so that the limits together never exceed the
 * bound.
 *
 * <p>Legs that are sent again get what the bound leaves beside the others: their executed cash and
 * the limits of what still works. All comparisons are in cash, which is exact.
 */
public final class LimitAllocation {
  private final EntryPlan plan;
  private final ExecutionRequest request;
  private final List<RequestedLeg> legs;
  private final Map<String, Instrument> instruments;
  private final Map<String, Quote> quotes;

  private LimitAllocation(
      EntryPlan plan, Map<String, Instrument> instruments, Map<String, Quote> quotes) {
    this.plan = plan;
    this.request = plan.request();
    this.legs = plan.legsInAll();
    this.instruments = instruments;
    this.quotes = quotes;
  }

  /**
   * Decides the limits of the legs of a wave, and with them those of the legs that are to follow.
   *
   * @param instruments by leg name
   * @param quotes by leg name, of this moment; not looked at where the caller priced the legs
   * @param maxAge a side not heard of for longer is stale
   */
  public static Allocation allocate(
      EntryPlan plan,
      Map<String, Instrument> instruments,
      Map<String, Quote> quotes,
      Duration maxAge) {
    LimitAllocation allocation = new LimitAllocation(plan, instruments, quotes);
    return plan.asGiven() ? allocation.asGiven() : allocation.fromQuotes(maxAge);
  }

  private Allocation asGiven() {
    Map<String, BigDecimal> limits = new LinkedHashMap<>();
    for (RequestedLeg leg : legs) {
      if (!instruments.get(leg.name()).increments().allows(leg.limit())) {
        return refused(ReasonCode.PRICE_OFF_TICK, offTick(leg));
      }
      limits.put(leg.name(), leg.limit());
    }
    return withinBound(limits, null);
  }

  private Allocation fromQuotes(Duration maxAge) {
    for (RequestedLeg leg : legs) {
      Optional<Reason> fault =
          QuoteFault.of(leg, quotes.get(leg.name()), maxAge).or(() -> unfit(leg));
      if (fault.isPresent()) {
        return new Allocation.Refused(fault.get());
      }
    }
    BigDecimal executable = cash(this::executable);
    BigDecimal slack = left().subtract(executable);
    if (slack.signum() < 0 || legs.stream().anyMatch(this::isBeyondWorst)) {
      return refused(
          ReasonCode.NOT_MARKETABLE,
          slack.signum() < 0
              ? "executable net %s is above %s (%s)"
                  .formatted(net(executable), boundText(), quotesText())
              : "the quote is beyond %s, the worst that is allowed (%s)"
                  .formatted(price(plan.worst()), quotesText()));
    }
    return share(slack, NetPrice.ofCash(request, executable));
  }

  /** A quote that can be traded on, though not by this order. */
  private Optional<Reason> unfit(RequestedLeg leg) {
    Quote quote = quotes.get(leg.name());
    Side side = leg.action();
    BigDecimal wanted = plan.quantity(leg);
    if (quote.executableSize(side).compareTo(wanted) < 0) {
      return notMarketable(
          "not enough size for %s: %s shown, %s wanted"
              .formatted(QuoteFault.named(leg), plain(quote.executableSize(side)), plain(wanted)));
    }
    return instruments.get(leg.name()).increments().allows(quote.executable(side))
        ? Optional.empty()
        : notMarketable(
            "quote %s of %s is off the venue's price steps"
                .formatted(price(quote.executable(side)), QuoteFault.named(leg)));
  }

  private static Optional<Reason> notMarketable(String detail) {
    return Optional.of(new Reason(ReasonCode.NOT_MARKETABLE, detail));
  }

  /**
   * @param slack USD for all units
   */
  private Allocation share(BigDecimal slack, BigDecimal executableNet) {
    BigDecimal spreads = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    for (RequestedLeg leg : legs) {
      weights = weights.add(weight(leg));
      spreads = spreads.add(weight(leg).multiply(quotes.get(leg.name()).halfSpread()));
    }
    Map<String, BigDecimal> limits = new LinkedHashMap<>();
    for (RequestedLeg leg : legs) {
      // A leg's share of the slack is slack × h·w / Σ(h·w); in its own price that is the share / w.
      BigDecimal room =
          spreads.signum() == 0
              ? Decimals.divide(slack, weights)
              : Decimals.divide(slack.multiply(quotes.get(leg.name()).halfSpread()), spreads);
      limits.put(leg.name(), limit(leg, room));
    }
    return withinBound(limits, executableNet);
  }

  private BigDecimal cash(Function<RequestedLeg, BigDecimal> price) {
    return NetPrice.cash(legs, plan::quantity, price);
  }

  private BigDecimal weight(RequestedLeg leg) {
    return NetPrice.weight(leg, plan.quantity(leg));
  }

  /** What the bound leaves for these legs, USD. */
  private BigDecimal left() {
    return plan.bound().subtract(plan.committed());
  }

  private boolean isBeyondWorst(RequestedLeg leg) {
    return plan.worst() != null && isWorse(leg, executable(leg), plan.worst());
  }

  private static boolean isWorse(RequestedLeg leg, BigDecimal price, BigDecimal than) {
    int higher = price.compareTo(than);
    return leg.action() == Side.BUY ? higher > 0 : higher < 0;
  }

  private String net(BigDecimal cash) {
    return price(NetPrice.ofCash(request, cash));
  }

  private BigDecimal limit(RequestedLeg leg, BigDecimal share) {
    BigDecimal executable = executable(leg);
    PriceIncrements increments = instruments.get(leg.name()).increments();
    BigDecimal room =
        plan.mostTicks() == null ? share : share.min(mostRoom(increments, executable));
    if (leg.action() == Side.BUY) {
      BigDecimal limit = executable.add(room);
      return increments
          .down(plan.worst() == null ? limit : limit.min(plan.worst()))
          .max(executable);
    }
    BigDecimal limit = executable.subtract(room);
    BigDecimal lowest = increments.at(BigDecimal.ZERO);
    return increments
        .up(plan.worst() == null ? limit : limit.max(plan.worst()))
        .max(lowest)
        .min(executable);
  }

  private BigDecimal mostRoom(PriceIncrements increments, BigDecimal executable) {
    return increments.at(executable).multiply(Decimals.of(plan.mostTicks()));
  }

  private Allocation withinBound(Map<String, BigDecimal> limits, BigDecimal executableNet) {
    BigDecimal authorised = cash(leg -> limits.get(leg.name()));
    if (authorised.compareTo(left()) > 0) {
      return refused(
          ReasonCode.NOT_MARKETABLE,
          "the legs' limits together, %s, exceed %s".formatted(net(authorised), boundText()));
    }
    return new Allocation.Allocated(
        limits, executablePrices(), executableNet, numbers(limits, executableNet));
  }

  private String boundText() {
    String bound =
        plan.bound().equals(request.cashBound())
            ? "netLimit " + price(request.netLimit())
            : "%s, which leaves %s below the break-even %s,"
                .formatted(
                    net(plan.bound()),
                    price(request.partial().minProfit()),
                    price(request.breakEven()));
    return plan.committed().signum() == 0
        ? bound
        : "the %s that %s leaves beside the other legs".formatted(net(left()), bound);
  }

  private Map<String, BigDecimal> executablePrices() {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    if (!plan.asGiven()) {
      legs.forEach(leg -> prices.put(leg.name(), executable(leg)));
    }
    return prices;
  }

  private BigDecimal executable(RequestedLeg leg) {
    return quotes.get(leg.name()).executable(leg.action());
  }

  private String offTick(RequestedLeg leg) {
    return "limit %s of %s is not on the venue's price steps (%s here)"
        .formatted(
            price(leg.limit()),
            leg.name(),
            price(instruments.get(leg.name()).increments().at(leg.limit())));
  }

  private String numbers(Map<String, BigDecimal> limits, BigDecimal executableNet) {
    String each =
        legs.stream()
            .map(leg -> leg.name() + " " + leg.action() + " @ " + price(limits.get(leg.name())))
            .collect(Collectors.joining(", "));
    return executableNet == null
        ? "limits as given: " + each
        : "executable net %s, %s; %s; limits: %s"
            .formatted(price(executableNet), boundText(), quotesText(), each);
  }

  private String quotesText() {
    return legs.stream()
        .map(
            leg ->
                "%s %s/%s"
                    .formatted(
                        leg.name(),
                        price(quotes.get(leg.name()).bid()),
                        price(quotes.get(leg.name()).ask())))
        .collect(Collectors.joining(", "));
  }

  private static String price(BigDecimal value) {
    return value == null ? "-" : Decimals.price(value);
  }

  private static String plain(BigDecimal quantity) {
    return quantity == null ? "-" : quantity.toPlainString();
  }

  private static Allocation refused(ReasonCode code, String detail) {
    return new Allocation.Refused(new Reason(code, detail));
  }
}
