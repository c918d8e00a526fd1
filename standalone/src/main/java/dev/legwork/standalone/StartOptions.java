package dev.legwork.standalone;

import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.simulator.SimulatorOptions.MarketKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Options of {@code up} and {@code demo}. */
final class StartOptions {

  @Option(names = "--fresh", description = "forget everything of earlier starts first")
  boolean fresh;

  @Option(
      names = "--market",
      paramLabel = "KIND",
      description = "generated (default), lean or script")
  String market = "generated";

  @Option(names = "--seed", paramLabel = "N", description = "seed of the generated market")
  String seed;

  @Option(names = "--data", paramLabel = "FOLDER", description = "LEAN's Data folder")
  String data;

  @Option(
      names = "--symbols",
      paramLabel = "SYMBOLS",
      description = "symbols to replay, with commas")
  String symbols;

  @Option(names = "--date", paramLabel = "DATE", description = "day to replay, as 2014-06-06")
  String date;

  @Option(names = "--start", paramLabel = "TIME", description = "market time to begin at, as 09:45")
  String start;

  @Option(names = "--speed", paramLabel = "FACTOR", description = "speed of the replayed quotes")
  String speed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain this command")
  boolean help;

  /** Flags of the worker's JVM; nothing that a user gives. */
  List<String> workerFlags = List.of();

  /** The simulated gateway that these options ask for. */
  SimulatorOptions simulator(Settings settings) {
    SimulatorOptions.Builder simulator =
        SimulatorOptions.builder()
            .port(settings.simulatorPort())
            .controlPort(settings.controlPort())
            .home(settings.home().path())
            .marketDataLines(settings.simulatorLines())
            .market(MarketKind.valueOf(market.toUpperCase(Locale.ROOT)));
    give(seed, Long::parseLong, simulator::seed);
    give(data, Path::of, simulator::data);
    give(symbols, text -> List.of(text.split(",")), simulator::symbols);
    give(date, LocalDate::parse, simulator::date);
    give(start, LocalTime::parse, simulator::start);
    give(speed, StartOptions::speed, simulator::speed);
    settings.simulatorMaxShares().ifPresent(simulator::maxShares);
    settings.simulatorMaxContracts().ifPresent(simulator::maxContracts);
    return simulator.build();
  }

  private static BigDecimal speed(String text) {
    return text.equals("paused") ? BigDecimal.ZERO : new BigDecimal(text);
  }

  private static <T> void give(String text, Function<String, T> read, Consumer<T> taker) {
    if (text != null) {
      try {
        taker.accept(read.apply(text));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "not understood: " + text + " (" + e.getMessage() + ")", e);
      }
    }
  }
}
