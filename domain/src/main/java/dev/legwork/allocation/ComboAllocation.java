package dev.legwork.allocation;

import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one limit of a combo: {@code netLimit}, rounded down to the combo's price steps. A combo
 * whose legs trade together or not at all may rest without a leg at risk, so that it need not be
 * marketable, and no size need be shown; but it is not sent blind: every leg must have a quote that
 * can be traded on, for what is filled in part has to be unwound.
 */
public final class ComboAllocation {
  private final ExecutionRequest request;
  private final Map<String, Quote> quotes;

  private ComboAllocation(ExecutionRequest request, Map<String, Quote> quotes) {
    this.request = request;
    this.quotes = quotes;
  }

  /**
   * Decides the limit, by the name of the combo.
   *
   * @param committed what earlier orders of the trade have cost or may still cost, USD
   * @param quotes by leg name, of this moment
   * @param maxAge a side not heard of for longer is stale
   */
  public static Allocation allocate(
      ExecutionRequest request, BigDecimal committed, Map<String, Quote> quotes, Duration maxAge) {
    return new ComboAllocation(request, quotes).allocate(committed, maxAge);
  }

  private Allocation allocate(BigDecimal committed, Duration maxAge) {
    for (RequestedLeg leg : request.legs()) {
      Optional<Reason> fault = QuoteFault.of(leg, quotes.get(leg.name()), maxAge);
      if (fault.isPresent()) {
        return new Allocation.Refused(fault.get());
      }
    }
    BigDecimal executable = NetPrice.of(request, this::executable);
    BigDecimal limit =
        Combo.limit(NetPrice.ofCash(request, request.cashBound().subtract(committed)));
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    request.legs().forEach(leg -> prices.put(leg.name(), executable(leg)));
    return new Allocation.Allocated(
        Map.of(Combo.NAME, limit), prices, executable, numbers(executable, limit));
  }

  private BigDecimal executable(RequestedLeg leg) {
    return quotes.get(leg.name()).executable(leg.action());
  }

  private String numbers(BigDecimal executable, BigDecimal limit) {
    return "executable net %s, netLimit %s; %s; one order of all legs @ %s"
        .formatted(
            price(executable),
            price(request.netLimit()),
            request.legs().stream()
                .map(leg -> text(leg.name(), quotes.get(leg.name())))
                .collect(Collectors.joining(", ")),
            price(limit));
  }

  private static String text(String leg, Quote quote) {
    return "%s %s/%s".formatted(leg, price(quote.bid()), price(quote.ask()));
  }

  private static String price(BigDecimal value) {
    return Decimals.price(value);
  }
}
