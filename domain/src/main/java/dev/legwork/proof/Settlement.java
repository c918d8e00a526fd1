package dev.legwork.proof;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.request.FieldError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A person's word for what became of an order that nobody can prove any more: it is over, and has
 * executed so much. It takes the place of a proof, unless the broker's own words contradict it.
 *
 * @param executed shares or contracts, in all
 * @param averagePrice of all of them, USD per share; null where nothing executed
 * @param operator who vouches for it
 * @param reason how they know
 */
public record Settlement(
    OrderRef ref, BigDecimal executed, BigDecimal averagePrice, String operator, String reason) {
  private static final int PRICE_PLACES = 8;

  public Settlement {
    Objects.requireNonNull(ref, "ref");
    executed = Decimals.normal(executed);
    averagePrice = averagePrice == null ? null : Decimals.normal(averagePrice);
    if (executed.signum() < 0 || !Decimals.isWhole(executed)) {
      throw new IllegalArgumentException(ref + ": executed must be whole and not negative");
    }
    if ((averagePrice != null) != Decimals.isPositive(executed)
        || (averagePrice != null && !Decimals.isPositive(averagePrice))) {
      throw new IllegalArgumentException(ref + ": a price belongs to what executed, above 0");
    }
    if (operator.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(ref + ": somebody must vouch for it, and say why");
    }
  }

  /** What the broker has said of the order against this, by field; empty if nothing does. */
  public List<FieldError> contradictions(OrderBookEntry order) {
    List<FieldError> errors = new ArrayList<>();
    BigDecimal ordered = order.intent().quantity();
    BigDecimal least = order.executed().max(order.filledSeen());
    if (executed.compareTo(ordered) > 0) {
      errors.add(
          executed("the order was for " + ordered.toPlainString() + ", it cannot execute more"));
    }
    if (executed.compareTo(least) < 0) {
      errors.add(executed("the broker has told of " + least.toPlainString() + " executed"));
    }
    if (order.intent().isCombo()) {
      return ofCombo(order, errors);
    }
    if (averagePrice != null && isBeyond(order, averagePrice)) {
      errors.add(price("the order's limit is " + order.intent().limit().toPlainString()));
    }
    if (errors.isEmpty() && Decimals.isPositive(missing(order))) {
      BigDecimal rest = priceOfMissing(order);
      if (!Decimals.isPositive(rest) || isBeyond(order, rest)) {
        errors.add(
            price(
                "with the executions that the broker told of, the rest would have traded at "
                    + rest.toPlainString()));
      }
    }
    return errors;
  }

  /**
   * Nobody can vouch for a combo's executions by one price: each leg traded at its own. What the
   * venue told of the legs must be all.
   */
  private List<FieldError> ofCombo(OrderBookEntry order, List<FieldError> errors) {
    if (errors.isEmpty() && Decimals.isPositive(missing(order))) {
      errors.add(
          executed(
              "the broker has told of the executions of %s units in every leg; more of a combo"
                      .formatted(order.executed().toPlainString())
                  + " cannot be settled by hand, for its legs have prices of their own"));
    }
    return errors;
  }

  /** What the venue told of no execution for; empty if its executions say it all. */
  public Optional<Fill> remainder(OrderBookEntry order, Instant at) {
    return Decimals.isPositive(missing(order))
        ? Optional.of(
            Fill.manual(ref, 1, order.intent().side(), missing(order), priceOfMissing(order), at))
        : Optional.empty();
  }

  private BigDecimal missing(OrderBookEntry order) {
    return executed.subtract(order.executed());
  }

  private BigDecimal priceOfMissing(OrderBookEntry order) {
    BigDecimal told = order.fills().signedPriceSum().abs();
    return Decimals.normal(
        executed
            .multiply(averagePrice)
            .subtract(told)
            .divide(missing(order), PRICE_PLACES, RoundingMode.HALF_EVEN));
  }

  private static boolean isBeyond(OrderBookEntry order, BigDecimal price) {
    int worse = price.compareTo(order.intent().limit());
    return order.intent().side() == Side.BUY ? worse > 0 : worse < 0;
  }

  private FieldError executed(String message) {
    return new FieldError("executed", executed.toPlainString(), message, FieldError.Kind.TRADE);
  }

  private FieldError price(String message) {
    return new FieldError(
        "averagePrice", averagePrice.toPlainString(), message, FieldError.Kind.TRADE);
  }
}
