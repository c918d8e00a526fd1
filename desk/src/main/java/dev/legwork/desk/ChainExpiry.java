package dev.legwork.desk;

import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.chain.Strikes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The confirmed options of one expiry, and where the money is among them. */
final class ChainExpiry {
  private static final int UNKNOWN = -1;

  private final OptionSeries series;
  private final long[] strikes;
  private final ChainContract[] calls;
  private final ChainContract[] puts;
  private int middle = UNKNOWN;

  private ChainExpiry(OptionSeries series, Map<ContractSpec, ChainContract> contracts) {
    this.series = series;
    strikes = new long[series.size()];
    calls = new ChainContract[strikes.length];
    puts = new ChainContract[strikes.length];
    for (int i = 0; i < strikes.length; i++) {
      strikes[i] = series.strike(i);
      calls[i] = series.call(i) == null ? null : contracts.get(series.call(i));
      puts[i] = series.put(i) == null ? null : contracts.get(series.put(i));
    }
  }

  /**
   * Orders what the venue confirmed.
   *
   * @param instruments at least one; of two for one strike and right the first counts
   * @param before what was known of the same expiry, or null: what was heard of it stays
   */
  static ChainExpiry of(List<Instrument> instruments, ChainExpiry before) {
    Map<Long, ChainContract> kept = new HashMap<>();
    if (before != null) {
      before.contracts().forEach(contract -> kept.put(contract.conId(), contract));
    }
    Map<ContractSpec, ChainContract> contracts = new LinkedHashMap<>();
    Map<List<Object>, Instrument> places = new HashMap<>();
    for (Instrument instrument : instruments) {
      ContractSpec spec = instrument.spec();
      if (places.putIfAbsent(List.of(spec.strike(), spec.right()), instrument) == null) {
        contracts.put(spec, kept.getOrDefault(instrument.conId(), new ChainContract(instrument)));
      }
    }
    return new ChainExpiry(OptionSeries.of(contracts.keySet()), contracts);
  }

  /** All of its contracts. */
  List<ChainContract> contracts() {
    return Stream.concat(Stream.of(calls), Stream.of(puts)).filter(c -> c != null).toList();
  }

  /** The stock has this price, ten-thousandths of a dollar. */
  void priceIs(long price) {
    middle = Strikes.middle(strikes, price, middle);
  }

  /** Whether the stock had a price since these contracts are known. */
  boolean hasMiddle() {
    return middle != UNKNOWN;
  }

  /** The contracts around the money, ring by ring; none while nobody knows where it is. */
  List<List<ChainContract>> rings(BigDecimal below, BigDecimal above) {
    if (!hasMiddle()) {
      return List.of();
    }
    List<List<ChainContract>> rings = new ArrayList<>();
    for (int[] ring : Strikes.rings(strikes, middle, distance(below), distance(above))) {
      List<ChainContract> contracts = new ArrayList<>();
      for (int at : ring) {
        add(contracts, calls[at]);
        add(contracts, puts[at]);
      }
      rings.add(contracts);
    }
    return rings;
  }

  private static long distance(BigDecimal dollars) {
    return Prices.of(dollars.setScale(4, RoundingMode.UP));
  }

  private static void add(Collection<ChainContract> contracts, ChainContract one) {
    if (one != null) {
      contracts.add(one);
    }
  }

  /** What is heard of it now. */
  ExpiryChain chain(long now, long nowMillis) {
    return new ExpiryChain(series, tickers(calls, now, nowMillis), tickers(puts, now, nowMillis));
  }

  private static Ticker[] tickers(ChainContract[] contracts, long now, long nowMillis) {
    Ticker[] tickers = new Ticker[contracts.length];
    for (int i = 0; i < tickers.length; i++) {
      tickers[i] = contracts[i] == null ? Ticker.SILENT : contracts[i].ticker(now, nowMillis);
    }
    return tickers;
  }
}
