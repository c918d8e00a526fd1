package dev.legwork.simulator;

import dev.legwork.simulator.market.GeneratedMarket;
import dev.legwork.simulator.market.LeanMarket;
import dev.legwork.simulator.market.Market;
import dev.legwork.simulator.market.ScriptMarket;
import dev.legwork.simulator.market.TradingHours;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** Opens the market that the options ask for. */
final class Markets {
  private static final LocalTime MORNING = LocalTime.of(9, 45);

  private Markets() {}

  /** Where venue time begins; null for wall-clock time. */
  static Instant start(SimulatorOptions options) {
    if (options.date() == null && options.start() == null) {
      return null;
    }
    LocalDate date = options.date() == null ? LocalDate.now(TradingHours.ZONE) : options.date();
    LocalTime time = options.start() == null ? MORNING : options.start();
    return date.atTime(time).atZone(TradingHours.ZONE).toInstant();
  }

  static Market open(SimulatorOptions options, Instant start) throws IOException {
    return switch (options.market()) {
      case SCRIPT -> new ScriptMarket();
      case GENERATED ->
          new GeneratedMarket(options.seed(), options.symbols(), TradingHours.date(start));
      case LEAN -> new LeanMarket(options.data(), options.symbols(), options.date());
    };
  }
}
