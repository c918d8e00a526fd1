package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stocks that walk at random from a seed and options priced from them by Black-Scholes, with
 * spreads and sizes like listed ones. The walk begins at midnight of the venue date, so that a
 * restart on the same day finds the same prices. Open round the clock.
 */
public final class GeneratedMarket implements Market {
  /** The stocks when none are named. */
  public static final List<String> SYMBOLS = List.of("TWX", "GOOG", "SPY", "AAPL");

  private static final Duration STEP = Duration.ofMillis(500);

  private final String name;
  private final Instant origin;
  private final List<GeneratedStock> stocks = new ArrayList<>();
  private long step = -1;

  /**
   * A market.
   *
   * @param date venue date; expiries count from it
   */
  public GeneratedMarket(long seed, List<String> symbols, LocalDate date) {
    List<String> listed = symbols.isEmpty() ? SYMBOLS : symbols;
    this.name = "generated seed " + seed + " " + String.join(",", listed) + " " + date;
    this.origin = date.atStartOfDay(TradingHours.ZONE).toInstant();
    double seconds = STEP.toMillis() / 1000.0;
    listed.forEach(symbol -> stocks.add(new GeneratedStock(symbol, seed, date, seconds)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TradingHours hours() {
    return TradingHours.ALWAYS;
  }

  @Override
  public Collection<Instrument> contracts() {
    var contracts = new ArrayList<Instrument>();
    for (GeneratedStock stock : stocks) {
      contracts.add(stock.stock());
      contracts.addAll(stock.options());
    }
    return contracts;
  }

  @Override
  public void advance(Instant marketTime, Sink sink) {
    long target = Duration.between(origin, marketTime).dividedBy(STEP);
    while (step < target) {
      step++;
      boolean seen = target - step < GeneratedStock.round();
      for (GeneratedStock stock : stocks) {
        stock.step();
        if (seen) {
          stock.quote(step, sink);
        }
      }
    }
  }

  @Override
  public Optional<Instant> next() {
    return Optional.of(origin.plus(STEP.multipliedBy(step + 1)));
  }
}
