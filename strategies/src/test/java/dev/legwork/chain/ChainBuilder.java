package dev.legwork.chain;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.SecurityType;
import dev.legwork.num.Decimals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Builds snapshots for tests: on Friday, 6 June 2014, 10:00 in New York, sizes of 10,000. */
public final class ChainBuilder {
  public static final Instant NOW = Instant.parse("2014-06-06T14:00:00Z");
  public static final LocalDate TODAY = LocalDate.of(2014, 6, 6);

  private final String symbol;
  private final Map<ContractSpec, Ticker> options = new HashMap<>();
  private final TreeMap<LocalDate, List<ContractSpec>> byExpiry = new TreeMap<>();
  private final List<Dividend> dividends = new ArrayList<>();
  private Ticker stock = Ticker.SILENT;
  private LocalDate expiry = TODAY.plusDays(30);
  private int multiplier = 100;
  private String tradingClass;
  private boolean complete = true;

  private ChainBuilder(String symbol) {
    this.symbol = symbol;
  }

  public static ChainBuilder of(String symbol) {
    return new ChainBuilder(symbol);
  }

  public ChainBuilder stock(String bid, String ask) {
    stock = quote(bid, ask);
    return this;
  }

  public ChainBuilder stock(UnaryOperator<Ticker> change) {
    stock = change.apply(stock);
    return this;
  }

  /** Options added from now on expire then. */
  public ChainBuilder dte(int days) {
    expiry = TODAY.plusDays(days);
    return this;
  }

  /** Options added from now on are of that class. */
  public ChainBuilder tradingClass(String name) {
    tradingClass = name;
    return this;
  }

  /** Options added from now on stand for so many shares. */
  public ChainBuilder multiplier(int shares) {
    multiplier = shares;
    return this;
  }

  public ChainBuilder call(String strike, String bid, String ask) {
    return option(strike, OptionRight.CALL, quote(bid, ask));
  }

  public ChainBuilder put(String strike, String bid, String ask) {
    return option(strike, OptionRight.PUT, quote(bid, ask));
  }

  public ChainBuilder call(String strike, String bid, String ask, long volume) {
    return option(strike, OptionRight.CALL, quote(bid, ask).withActivity(volume, Ticker.UNKNOWN));
  }

  public ChainBuilder put(String strike, String bid, String ask, long volume) {
    return option(strike, OptionRight.PUT, quote(bid, ask).withActivity(volume, Ticker.UNKNOWN));
  }

  public ChainBuilder option(String strike, OptionRight right, Ticker ticker) {
    ContractSpec contract = contract(strike, right);
    byExpiry.computeIfAbsent(expiry, day -> new ArrayList<>());
    if (options.put(contract, ticker) == null) {
      byExpiry.get(expiry).add(contract);
    }
    return this;
  }

  /** Changes what an option that was added last at that expiry is quoted at. */
  public ChainBuilder change(String strike, OptionRight right, UnaryOperator<Ticker> change) {
    options.computeIfPresent(contract(strike, right), (contract, ticker) -> change.apply(ticker));
    return this;
  }

  public ChainBuilder dividend(int days, String amount) {
    dividends.add(new Dividend(TODAY.plusDays(days), Prices.of(amount)));
    return this;
  }

  public ChainBuilder partial() {
    complete = false;
    return this;
  }

  public ContractSpec contract(String strike, OptionRight right) {
    return new ContractSpec(
        SecurityType.OPTION,
        symbol,
        expiry,
        Decimals.of(strike),
        right,
        multiplier,
        tradingClass,
        null);
  }

  public ChainSnapshot build() {
    return build(NOW);
  }

  public ChainSnapshot build(Instant at) {
    List<ExpiryChain> chains = new ArrayList<>();
    byExpiry.values().forEach(contracts -> chains.add(chain(OptionSeries.of(contracts))));
    return new ChainSnapshot(
        at,
        at.atZone(ChainSnapshot.ZONE).toLocalDate(),
        ContractSpec.stock(symbol),
        stock,
        chains,
        dividends,
        complete);
  }

  private ExpiryChain chain(OptionSeries series) {
    Ticker[] calls = new Ticker[series.size()];
    Ticker[] puts = new Ticker[series.size()];
    for (int i = 0; i < series.size(); i++) {
      calls[i] = options.getOrDefault(series.call(i), Ticker.SILENT);
      puts[i] = options.getOrDefault(series.put(i), Ticker.SILENT);
    }
    return new ExpiryChain(series, calls, puts);
  }

  public static Ticker quote(String bid, String ask) {
    long at = NOW.toEpochMilli();
    return Ticker.SILENT.withBid(Prices.of(bid), 10_000, at).withAsk(Prices.of(ask), 10_000, at);
  }
}
