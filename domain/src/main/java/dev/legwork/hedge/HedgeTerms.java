package dev.legwork.hedge;

import dev.legwork.book.LegBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.hedge.Uncovered.Position;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.pricing.QuotedOption;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.Opposite;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many shares of the underlying hedge what is uncovered: −Σ contracts × multiplier × delta,
 * towards zero. The delta is that of the option at the middle of its quote, where that is fresh and
 * narrow enough to be a market, or else at what it was entered at, which was its last price for us;
 * where neither tells a price it is taken as a half, the most that is wrong by no more than a half.
 * Uncovered stock of its own is not hedged: selling it is what closing it is.
 *
 * @param target shares that the hedge is to hold, signed
 * @param most shares that are uncovered, whatever their delta: no hedge holds more
 * @param numbers what it was decided from, for people
 */
public record HedgeTerms(BigDecimal target, BigDecimal most, String numbers) {
  private static final double UNKNOWN_DELTA = 0.5;
  private static final MathContext SHOWN = new MathContext(4);

  /**
   * @param spot middle of the underlying, USD per share
   * @param quotes of the legs by name, as far as there are any
   * @param maxAge a side of a quote that was not heard for longer is stale
   * @param venueDate the date at the venue
   */
  public static HedgeTerms of(
      List<Position> uncovered,
      BigDecimal spot,
      Map<String, Quote> quotes,
      Duration maxAge,
      LocalDate venueDate) {
    BigDecimal exposure = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    List<String> parts = new ArrayList<>();
    for (Position position : uncovered) {
      if (!position.contract().isOption()) {
        continue;
      }
      BigDecimal price = price(position, quotes.get(position.leg().leg().name()), maxAge);
      BigDecimal delta = delta(position.contract(), spot, price, venueDate);
      exposure = exposure.add(position.shares().multiply(delta));
      most = most.add(position.shares().abs());
      parts.add(part(position, delta, price));
    }
    BigDecimal target = exposure.negate().setScale(0, RoundingMode.DOWN);
    return new HedgeTerms(
        Decimals.normal(target),
        Decimals.normal(most.setScale(0, RoundingMode.DOWN)),
        "%s; the underlying at %s; %s shares of delta, so hold %s"
            .formatted(
                parts.isEmpty() ? "nothing is uncovered" : String.join(", ", parts),
                plain(spot),
                plain(exposure),
                target.toPlainString()));
  }

  private static String part(Position position, BigDecimal delta, BigDecimal price) {
    return "%s %s x %d x delta %s (%s)"
        .formatted(
            position.quantity().toPlainString(),
            position.contract().label(),
            position.contract().multiplier(),
            plain(delta),
            price == null ? "assumed, nothing tells its price" : "at " + plain(price));
  }

  /** The middle of a stub of 0.01/99.99 would say that a cheap option moves like its stock. */
  private static BigDecimal price(Position position, Quote quote, Duration maxAge) {
    LegBook leg = position.leg();
    return quote != null
            && Opposite.of(leg.instrument(), Side.BUY, quote, null, maxAge)
                instanceof Opposite.Usable
        ? quote.middle()
        : leg.averageEntryPrice();
  }

  private static BigDecimal delta(
      ContractSpec option, BigDecimal spot, BigDecimal price, LocalDate venueDate) {
    double half = option.right() == OptionRight.CALL ? UNKNOWN_DELTA : -UNKNOWN_DELTA;
    return BigDecimal.valueOf(
        price == null ? half : QuotedOption.of(option, venueDate, spot, price).delta());
  }

  /**
   * What is to be added to a hedge, signed; 0 if it holds enough, or is on the wrong side and has
   * to be taken off first.
   *
   * @param held by the hedge now, signed
   */
  public BigDecimal toAdd(BigDecimal held) {
    BigDecimal missing = target.subtract(held);
    boolean grows = missing.signum() == target.signum() && held.signum() * target.signum() >= 0;
    BigDecimal room = most.subtract(held.abs()).max(BigDecimal.ZERO);
    return grows ? signed(missing.abs().min(room), missing.signum()) : BigDecimal.ZERO;
  }

  /** What is to be taken off a hedge, signed as the order that does it; 0 if nothing is. */
  public BigDecimal toTakeOff(BigDecimal held) {
    if (held.signum() * target.signum() <= 0) {
      return Decimals.normal(held.negate());
    }
    BigDecimal less = held.abs().subtract(target.abs()).max(BigDecimal.ZERO);
    return signed(less, -held.signum());
  }

  /** For people: what would bring the hedge to its target, {@code BUY 54 TWX}. */
  public String proposal(BigDecimal held, String underlying) {
    BigDecimal missing = target.subtract(held);
    return missing.signum() == 0
        ? ""
        : "%s %s %s"
            .formatted(
                missing.signum() > 0 ? Side.BUY : Side.SELL,
                missing.abs().toPlainString(),
                underlying);
  }

  private static BigDecimal signed(BigDecimal size, int sign) {
    return Decimals.normal(sign < 0 ? size.negate() : size);
  }

  private static String plain(BigDecimal number) {
    return number.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
