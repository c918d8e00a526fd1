package dev.legwork.placing;

import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the hedge side shows enough for the risk legs of a trade that leans on it: of each hedge
 * leg, at the quote it would be taken at, a multiple of what is missing of it. What has executed
 * needs nothing. A quote that is halted or crossed shows nothing, whatever its sizes.
 */
public final class HedgeSize {
  private final ExecutionRequest trade;
  private final Map<String, BigDecimal> executed;
  private final Map<String, Quote> quotes;
  private final Duration maxAge;

  private HedgeSize(
      ExecutionRequest trade,
      Map<String, BigDecimal> executed,
      Map<String, Quote> quotes,
      Duration maxAge) {
    this.trade = trade;
    this.executed = executed;
    this.quotes = quotes;
    this.maxAge = maxAge;
  }

  /**
   * Why the risk legs must not be placed now; empty if they may. What is not told, or was told too
   * long ago, is not there.
   *
   * @param trade one that leans
   * @param executed contracts (shares) by leg name; legs with nothing may be left out
   * @param quotes by leg name
   * @param maxAge a side that was not heard of for longer is stale
   */
  public static Optional<Reason> beforePlacing(
      ExecutionRequest trade,
      Map<String, BigDecimal> executed,
      Map<String, Quote> quotes,
      Duration maxAge) {
    return new HedgeSize(trade, executed, quotes, maxAge).lacking(false);
  }

  /** Why risk legs that work must be withdrawn; a quote that nobody told lately is no reason. */
  public static Optional<Reason> whileWorking(
      ExecutionRequest trade,
      Map<String, BigDecimal> executed,
      Map<String, Quote> quotes,
      Duration maxAge) {
    return new HedgeSize(trade, executed, quotes, maxAge).lacking(true);
  }

  /** The hedge legs of which something is missing. */
  public static List<RequestedLeg> missing(
      ExecutionRequest trade, Map<String, BigDecimal> executed) {
    return LegPriority.hedges(trade.legs()).stream()
        .filter(leg -> Decimals.isPositive(missing(trade, leg, executed)))
        .toList();
  }

  private static BigDecimal missing(
      ExecutionRequest trade, RequestedLeg leg, Map<String, BigDecimal> executed) {
    BigDecimal done = executed.getOrDefault(leg.name(), BigDecimal.ZERO);
    return leg.quantity(trade.quantity()).subtract(done);
  }

  private Optional<Reason> lacking(boolean untoldIsEnough) {
    for (RequestedLeg leg : missing(trade, executed)) {
      Quote quote = quotes.get(leg.name());
      boolean told = isTold(leg, quote);
      if (!told && untoldIsEnough) {
        continue;
      }
      BigDecimal shown = told ? shown(leg, quote) : BigDecimal.ZERO;
      BigDecimal wanted = trade.lean().size().multiply(missing(trade, leg, executed));
      if (shown.compareTo(wanted) < 0) {
        return Optional.of(reason(leg, shown, wanted, told));
      }
    }
    return Optional.empty();
  }

  private boolean isTold(RequestedLeg leg, Quote quote) {
    Duration age = quote == null ? null : quote.executableAge(leg.action());
    return age != null && age.compareTo(maxAge) <= 0;
  }

  private static BigDecimal shown(RequestedLeg leg, Quote quote) {
    return quote.halted() || quote.isCrossed() || quote.executable(leg.action()) == null
        ? BigDecimal.ZERO
        : quote.executableSize(leg.action());
  }

  private Reason reason(RequestedLeg leg, BigDecimal shown, BigDecimal wanted, boolean told) {
    return new Reason(
        ReasonCode.HEDGE_SIZE,
        "the hedge %s (%s) shows %s%s, and %s is asked for: %s times the %s that are missing of it"
            .formatted(
                leg.name(),
                leg.contract().label(),
                shown.toPlainString(),
                told ? "" : ", for nothing was heard of it lately",
                Decimals.normal(wanted).toPlainString(),
                trade.lean().size().toPlainString(),
                Decimals.normal(missing(trade, leg, executed)).toPlainString()));
  }
}
