package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.desk.ContractFinder.Found;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a margin judgement needs to know of the market: the contracts of all legs (also of those
 * that a later wave enters), their quotes, and the underlying's price.
 */
final class MarginFacts {

  /**
   * What is known.
   *
   * @param instruments by leg name
   * @param quotes by leg name; of legs that the caller priced, their limit stands for both sides
   * @param spot the underlying's price, USD per share; empty if nobody knows it
   */
  record Known(
      Map<String, Instrument> instruments, Map<String, Quote> quotes, Optional<BigDecimal> spot) {}

  private final DeskSettings settings;
  private final Timers timers;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final ExecutionRequest request;
  private final long notAfter;

  MarginFacts(
      DeskSettings settings,
      Timers timers,
      ContractFinder contracts,
      MarketData marketData,
      ExecutionRequest request,
      long notAfter) {
    this.settings = settings;
    this.timers = timers;
    this.contracts = contracts;
    this.marketData = marketData;
    this.request = request;
    this.notAfter = notAfter;
  }

  /** The contracts of all legs; empty if one of them is not found, which refuses the entry too. */
  CompletableFuture<Optional<Map<String, Instrument>>> instruments() {
    Map<String, CompletableFuture<Found>> searches = new LinkedHashMap<>();
    request.legs().forEach(leg -> searches.put(leg.name(), contracts.find(leg.contract())));
    return CompletableFuture.allOf(searches.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> found(searches));
  }

  private static Optional<Map<String, Instrument>> found(
      Map<String, CompletableFuture<Found>> searches) {
    Map<String, Instrument> found = new LinkedHashMap<>();
    searches.forEach(
        (leg, search) -> {
          if (search.join() instanceof Found.One(Instrument instrument)) {
            found.put(leg, instrument);
          }
        });
    return found.size() == searches.size() ? Optional.of(found) : Optional.empty();
  }

  /** Quotes and the underlying's price. */
  CompletableFuture<Known> market(Map<String, Instrument> instruments) {
    return underlying(instruments)
        .thenCompose(
            underlying -> {
              List<Instrument> asked = new ArrayList<>();
              if (!request.hasLegLimits()) {
                asked.addAll(instruments.values());
              }
              underlying.ifPresent(asked::add);
              return marketData
                  .quotes(asked, left(settings.quotesWithin()))
                  .thenApply(quotes -> known(instruments, quotes, underlying));
            });
  }

  /** The stock whose price is asked for: none where a leg that the caller priced tells it. */
  private CompletableFuture<Optional<Instrument>> underlying(Map<String, Instrument> instruments) {
    Optional<RequestedLeg> stock =
        request.legs().stream().filter(leg -> !leg.contract().isOption()).findFirst();
    if (stock.isPresent()) {
      return CompletableFuture.completedFuture(
          request.hasLegLimits()
              ? Optional.empty()
              : Optional.of(instruments.get(stock.get().name())));
    }
    String symbol = request.legs().getFirst().contract().symbol();
    return contracts
        .find(ContractSpec.stock(symbol))
        .thenApply(
            result ->
                result instanceof Found.One(Instrument instrument)
                    ? Optional.of(instrument)
                    : Optional.empty());
  }

  private Known known(
      Map<String, Instrument> instruments,
      Map<Instrument, Quote> quotes,
      Optional<Instrument> underlying) {
    Map<String, Quote> byLeg = new HashMap<>();
    for (RequestedLeg leg : request.legs()) {
      Quote quote = quotes.get(instruments.get(leg.name()));
      byLeg.put(
          leg.name(),
          quote == null && leg.limit() != null
              ? Quote.of(leg.limit(), null, leg.limit(), null)
              : quote);
    }
    Optional<BigDecimal> told =
        underlying.map(quotes::get).filter(MarginFacts::isUsable).map(Quote::middle);
    return new Known(instruments, byLeg, told.or(() -> stock(byLeg)).or(() -> byParity(byLeg)));
  }

  private Optional<BigDecimal> stock(Map<String, Quote> quotes) {
    return request.legs().stream()
        .filter(leg -> !leg.contract().isOption())
        .map(leg -> quotes.get(leg.name()))
        .filter(MarginFacts::isUsable)
        .map(Quote::middle)
        .findFirst();
  }

  /** S = K + C − P for a call and a put of one strike and expiry, without carry. */
  private Optional<BigDecimal> byParity(Map<String, Quote> quotes) {
    for (RequestedLeg call : request.legs()) {
      for (RequestedLeg put : request.legs()) {
        Quote c = quotes.get(call.name());
        Quote p = quotes.get(put.name());
        if (isPair(call.contract(), put.contract()) && isUsable(c) && isUsable(p)) {
          BigDecimal spot = call.contract().strike().add(c.middle()).subtract(p.middle());
          return Optional.of(spot).filter(price -> price.signum() > 0);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPair(ContractSpec call, ContractSpec put) {
    return call.right() == OptionRight.CALL
        && put.right() == OptionRight.PUT
        && call.expiry().equals(put.expiry())
        && call.strike().compareTo(put.strike()) == 0;
  }

  static boolean isUsable(Quote quote) {
    return quote != null && quote.hasBothSides() && !quote.isCrossed();
  }

  private Duration left(Duration most) {
    Duration left = Duration.ofNanos(Math.max(0, notAfter - timers.now()));
    return left.compareTo(most) < 0 ? left : most;
  }
}
