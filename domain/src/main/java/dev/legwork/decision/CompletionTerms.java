package dev.legwork.decision;

import dev.legwork.allocation.NetPrice;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/**
 * What completing a trade by its one missing leg may cost at most: the strictest of what the bound
 * leaves beside what has executed (with a break-even: what leaves the least profit), and of the two
 * slippage guards. Slippage is counted from the executable quotes that the trade was decided on, in
 * cash, as a part of the gross value of all legs at those quotes; an option's own price would allow
 * it nothing.
 *
 * @param leg that is missing
 * @param missing contracts (shares)
 * @param committed what has executed, USD
 * @param worst limit that may be given, USD per share; null: none is low (high) enough to pay
 * @param numbers all of it, for people
 */
public record CompletionTerms(
    String leg, BigDecimal missing, BigDecimal committed, BigDecimal worst, String numbers) {
  private static final int PLACES = 6;

  /**
   * The terms for the book's one unfilled leg.
   *
   * @param book nothing in it may be live
   * @param expected by leg name, USD per share: what each could be traded at when the trade was
   *     decided; a leg of which that is not known is counted at the price it executed at
   */
  public static CompletionTerms of(TradeBook book, Map<String, BigDecimal> expected) {
    if (!book.live().isEmpty() || book.unfilled().size() != 1) {
      throw new IllegalStateException("no leg to complete by: live " + book.live());
    }
    LegBook leg = book.unfilled().getFirst();
    return new Calculation(book, leg, expected).terms();
  }

  private static final class Calculation {
    private final ExecutionRequest request;
    private final PartialPolicy policy;
    private final TradeBook book;
    private final LegBook leg;
    private final Map<String, BigDecimal> expected;
    private final Side side;
    private final BigDecimal committed;
    private final BigDecimal weight;

    Calculation(TradeBook book, LegBook leg, Map<String, BigDecimal> expected) {
      this.request = book.request();
      this.policy = request.partial();
      this.book = book;
      this.leg = leg;
      this.expected = expected;
      this.side = leg.leg().action();
      this.committed = book.authorisedCash();
      this.weight = NetPrice.weight(leg.leg(), leg.missing());
    }

    CompletionTerms terms() {
      BigDecimal bound = priceAt(request.completionBound());
      BigDecimal byLeg = legGuard();
      BigDecimal byGroup = groupGuard();
      BigDecimal worst = stricter(bound, stricter(byLeg, byGroup));
      boolean pays = side == Side.SELL || Decimals.isPositive(worst);
      return new CompletionTerms(
          leg.leg().name(),
          leg.missing(),
          committed,
          pays ? worst : null,
          numbers(bound, byLeg, byGroup, worst));
    }

    /** The price at which the missing leg brings the trade to that cash in all. */
    private BigDecimal priceAt(BigDecimal cash) {
      BigDecimal left = cash.subtract(committed);
      return side == Side.BUY
          ? left.divide(weight, PLACES, RoundingMode.FLOOR)
          : left.negate().divide(weight, PLACES, RoundingMode.CEILING);
    }

    private BigDecimal legGuard() {
      BigDecimal from = expected.get(leg.leg().name());
      if (from == null) {
        return null;
      }
      BigDecimal allowed =
          gross()
              .multiply(policy.legSlippage())
              .divide(NetPrice.weight(leg.leg(), leg.wanted()), PLACES, RoundingMode.FLOOR);
      return side == Side.BUY ? from.add(allowed) : from.subtract(allowed);
    }

    private BigDecimal groupGuard() {
      return expected.containsKey(leg.leg().name())
          ? priceAt(expectedCash().add(gross().multiply(policy.groupSlippage())))
          : null;
    }

    /** Σ |weight × expected| of all legs, USD. */
    private BigDecimal gross() {
      return sum((one, cash) -> cash);
    }

    /** Σ ± weight × expected of all legs, USD. */
    private BigDecimal expectedCash() {
      return sum((one, cash) -> one.action().signed(cash));
    }

    private BigDecimal sum(BiFunction<RequestedLeg, BigDecimal, BigDecimal> part) {
      BigDecimal sum = BigDecimal.ZERO;
      for (LegBook one : book.legs()) {
        BigDecimal price = expected.getOrDefault(one.leg().name(), one.averageEntryPrice());
        sum =
            sum.add(
                part.apply(one.leg(), NetPrice.weight(one.leg(), one.wanted()).multiply(price)));
      }
      return sum;
    }

    private BigDecimal stricter(BigDecimal one, BigDecimal other) {
      BinaryOperator<BigDecimal> strict = side == Side.BUY ? BigDecimal::min : BigDecimal::max;
      return other == null ? one : one == null ? other : strict.apply(one, other);
    }

    private String numbers(
        BigDecimal bound, BigDecimal byLeg, BigDecimal byGroup, BigDecimal worst) {
      return "%s is missing %s of %s; executed for %s USD; the bound %s USD allows it at %s %s, the slippage guards at %s (leg) and %s (group), so %s"
          .formatted(
              leg.leg().name(),
              plain(leg.missing()),
              plain(leg.wanted()),
              plain(committed),
              plain(request.completionBound()),
              side == Side.BUY ? "most" : "least",
              plain(bound),
              plain(byLeg),
              plain(byGroup),
              plain(worst));
    }

    private static String plain(BigDecimal number) {
      return number == null ? "any price" : Decimals.normal(number).toPlainString();
    }
  }
}
