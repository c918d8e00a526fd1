package dev.legwork.simulator;

import dev.legwork.simulator.gateway.VenueSettings;
import dev.legwork.simulator.orders.SizeLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * How a simulated gateway starts.
 *
 * @param port TWS protocol; 0 for any free one; default 4002
 * @param controlPort HTTP; 0 for any free one; default 4080
 * @param market where quotes come from; default GENERATED
 * @param seed of the generated market; default 7
 * @param data folder of minute files, for LEAN
 * @param symbols which stocks; empty: TWX, GOOG, SPY, AAPL when generated
 * @param date venue date; null: today; LEAN needs one
 * @param start venue time of day in New York; null: now, or 09:45 when a date is given
 * @param speed market seconds a second, 0 is paused; default 1; venue time always runs at 1
 * @param home folder that keeps the journal; null: nothing outlives the process
 * @param fresh forget what the journal holds
 * @param cash each account's deposit in USD; default 1,000,000
 * @param sizes how large an order may be
 * @param marketDataLines quotes that a client may be subscribed to at a time; default 100
 */
public record SimulatorOptions(
    int port,
    int controlPort,
    MarketKind market,
    long seed,
    Path data,
    List<String> symbols,
    LocalDate date,
    LocalTime start,
    BigDecimal speed,
    Path home,
    boolean fresh,
    BigDecimal cash,
    SizeLimits sizes,
    int marketDataLines) {

  /** Where quotes come from. */
  public enum MarketKind {
    GENERATED,
    LEAN,
    SCRIPT
  }

  private static final int PORT = 4002;
  private static final int CONTROL_PORT = 4080;
  private static final long SEED = 7;

  public SimulatorOptions {
    requirePort("port", port);
    requirePort("control-port", controlPort);
    symbols = List.copyOf(symbols);
    if (speed.signum() < 0 || cash.signum() < 0) {
      throw new IllegalArgumentException("speed and cash must not be negative");
    }
    if (marketDataLines < 0) {
      throw new IllegalArgumentException(
          "market-data-lines must not be negative, is " + marketDataLines);
    }
    if (market == MarketKind.LEAN && (data == null || date == null || symbols.isEmpty())) {
      throw new IllegalArgumentException("--market=lean needs --data, --symbols and --date");
    }
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " must be 0 to 65535, is " + port);
    }
  }

  /** A scripted market on free ports that keeps nothing: what a test wants. */
  public static SimulatorOptions scripted() {
    return builder().port(0).controlPort(0).market(MarketKind.SCRIPT).build();
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return builder()
        .port(port)
        .controlPort(controlPort)
        .market(market)
        .seed(seed)
        .data(data)
        .symbols(symbols)
        .date(date)
        .start(start)
        .speed(speed)
        .home(home)
        .fresh(fresh)
        .cash(cash)
        .sizes(sizes)
        .marketDataLines(marketDataLines);
  }

  /** Collects options. */
  public static final class Builder {
    private int port = PORT;
    private int controlPort = CONTROL_PORT;
    private MarketKind market = MarketKind.GENERATED;
    private long seed = SEED;
    private Path data;
    private List<String> symbols = List.of();
    private LocalDate date;
    private LocalTime start;
    private BigDecimal speed = BigDecimal.ONE;
    private Path home;
    private boolean fresh;
    private BigDecimal cash = VenueSettings.CASH;
    private SizeLimits sizes = SizeLimits.USUAL;
    private int marketDataLines = VenueSettings.LINES;

    private Builder() {}

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder controlPort(int value) {
      controlPort = value;
      return this;
    }

    public Builder market(MarketKind value) {
      market = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder data(Path value) {
      data = value;
      return this;
    }

    public Builder symbols(List<String> value) {
      symbols = value;
      return this;
    }

    public Builder date(LocalDate value) {
      date = value;
      return this;
    }

    public Builder start(LocalTime value) {
      start = value;
      return this;
    }

    public Builder speed(BigDecimal value) {
      speed = value;
      return this;
    }

    public Builder home(Path value) {
      home = value;
      return this;
    }

    public Builder fresh(boolean value) {
      fresh = value;
      return this;
    }

    public Builder cash(BigDecimal value) {
      cash = value;
      return this;
    }

    public Builder sizes(SizeLimits value) {
      sizes = value;
      return this;
    }

    public Builder marketDataLines(int value) {
      marketDataLines = value;
      return this;
    }

    /** No order for more shares of a stock. */
    public Builder maxShares(BigDecimal value) {
      return sizes(new SizeLimits(value, sizes.contracts()));
    }

    /** No order for more contracts of an option. */
    public Builder maxContracts(BigDecimal value) {
      return sizes(new SizeLimits(sizes.shares(), value));
    }

    /** The options; throws IllegalArgumentException naming what does not fit. */
    public SimulatorOptions build() {
      return new SimulatorOptions(
          port,
          controlPort,
          market,
          seed,
          data,
          symbols,
          date,
          start,
          speed,
          home,
          fresh,
          cash,
          sizes,
          marketDataLines);
    }
  }
}
