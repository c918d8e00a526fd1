package dev.legwork.stop;

import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A trade whose protective stop the market has reached before it begins would be entered and left
 * in the same breath, and pay the spread and the fees of both.
 */
public final class StopAtEntry {
  private StopAtEntry() {}

  /**
   * Why nothing is entered at these quotes.
   *
   * @param quotes by leg name; where one that matters is missing, others judge that
   */
  public static Optional<Reason> refusal(ExecutionRequest request, Map<String, Quote> quotes) {
    ProtectiveStop stop = request.stop();
    if (stop == null) {
      return Optional.empty();
    }
    return stop.isGroup() ? ofGroup(request, stop, quotes) : ofLeg(request, stop, quotes);
  }

  private static Optional<Reason> ofLeg(
      ExecutionRequest request, ProtectiveStop stop, Map<String, Quote> quotes) {
    RequestedLeg leg = request.leg(stop.leg());
    BigDecimal price = closing(leg, quotes);
    if (price == null || leg.action().signed(price.subtract(stop.trigger())).signum() > 0) {
      return Optional.empty();
    }
    return reached(
        "%s could be closed at %s, and its stop is at %s"
            .formatted(leg.name(), Decimals.price(price), Decimals.price(stop.trigger())));
  }

  private static Optional<Reason> ofGroup(
      ExecutionRequest request, ProtectiveStop stop, Map<String, Quote> quotes) {
    BigDecimal cash = BigDecimal.ZERO;
    for (RequestedLeg leg : request.legs()) {
      BigDecimal price = closing(leg, quotes);
      if (price == null) {
        return Optional.empty();
      }
      BigDecimal shares =
          Decimals.of(leg.ratio()).multiply(Decimals.of(leg.contract().multiplier()));
      cash = cash.add(leg.action().signed(price).multiply(shares));
    }
    BigDecimal net = Decimals.divide(cash, Decimals.of(request.priceMultiplier()));
    return net.compareTo(stop.netTrigger()) > 0
        ? Optional.empty()
        : reached(
            "closing would fetch %s from the first moment on, and the stop is at %s"
                .formatted(Decimals.price(net), Decimals.price(stop.netTrigger())));
  }

  /** USD per share, at the opposite quote; null where nothing is known. */
  private static BigDecimal closing(RequestedLeg leg, Map<String, Quote> quotes) {
    Quote quote = quotes.get(leg.name());
    return quote == null ? null : quote.executable(leg.action().opposite());
  }

  private static Optional<Reason> reached(String detail) {
    return Optional.of(
        new Reason(ReasonCode.STOP_TRIGGERED, "the stop would be triggered at once: " + detail));
  }
}
