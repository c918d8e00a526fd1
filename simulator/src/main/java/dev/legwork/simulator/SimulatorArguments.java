package dev.legwork.simulator;

import dev.legwork.simulator.SimulatorOptions.Builder;
import dev.legwork.simulator.SimulatorOptions.MarketKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the command line: {@code --name=value} arguments. */
final class SimulatorArguments {
  private SimulatorArguments() {}

  /**
   * The options.
   *
   * @throws IllegalArgumentException naming the argument that cannot be used
   */
  static SimulatorOptions parse(String... args) {
    Builder options = SimulatorOptions.builder().home(Path.of(".legwork"));
    for (String arg : args) {
      apply(options, arg);
    }
    return options.build();
  }

  private static void apply(Builder options, String arg) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    String value = equals < 0 ? "" : arg.substring(equals + 1);
    try {
      set(options, name, value);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("cannot use " + arg + ": " + e.getMessage(), e);
    }
  }

  private static void set(Builder options, String name, String value) {
    switch (name) {
      case "--legwork.simulator.port" -> options.port(Integer.parseInt(value));
      case "--legwork.simulator.control-port" -> options.controlPort(Integer.parseInt(value));
      case "--legwork.simulator.cash" -> options.cash(new BigDecimal(value));
      case "--legwork.simulator.max-shares" -> options.maxShares(new BigDecimal(value));
      case "--legwork.simulator.max-contracts" -> options.maxContracts(new BigDecimal(value));
      case "--legwork.simulator.market-data-lines" ->
          options.marketDataLines(Integer.parseInt(value));
      case "--legwork.home" -> options.home(Path.of(value));
      case "--market" -> options.market(MarketKind.valueOf(value.toUpperCase(Locale.ROOT)));
      case "--seed" -> options.seed(Long.parseLong(value));
      case "--data" -> options.data(Path.of(value));
      case "--symbols" -> options.symbols(symbols(value));
      case "--date" -> options.date(LocalDate.parse(value));
      case "--start" -> options.start(LocalTime.parse(value));
      case "--speed" -> options.speed(speed(value));
      case "--fresh" -> options.fresh(value.isEmpty() || Boolean.parseBoolean(value));
      default -> throw new IllegalArgumentException("no such option");
    }
  }

  private static List<String> symbols(String value) {
    return Arrays.stream(value.split(","))
        .map(symbol -> symbol.strip().toUpperCase(Locale.ROOT))
        .filter(symbol -> !symbol.isEmpty())
        .toList();
  }

  private static BigDecimal speed(String value) {
    return value.equals("paused") ? BigDecimal.ZERO : new BigDecimal(value);
  }
}
