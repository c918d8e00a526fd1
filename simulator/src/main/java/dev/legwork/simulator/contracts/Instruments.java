package dev.legwork.simulator.contracts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** All contracts the venue knows, in order of listing. */
public final class Instruments {
  /** Where orders may be routed; SMART first. */
  public static final List<String> EXCHANGES = List.of("SMART", "CBOE", "NASDAQ", "NYSE");

  private final Map<Integer, Instrument> byConId = new LinkedHashMap<>();
  private final Map<String, List<Instrument>> bySymbol = new HashMap<>();

  /**
   * Lists a contract; listing it again changes nothing.
   *
   * @return true if it was new
   * @throws IllegalStateException if another contract has the same id
   */
  public boolean list(Instrument instrument) {
    Instrument known = byConId.putIfAbsent(instrument.conId(), instrument);
    if (known == null) {
      bySymbol.computeIfAbsent(instrument.symbol(), s -> new ArrayList<>()).add(instrument);
      return true;
    }
    if (!known.localSymbol().equals(instrument.localSymbol())) {
      throw new IllegalStateException(
          instrument.describe() + " and " + known.describe() + " have the same contract id");
    }
    return false;
  }

  /** The contract with this id, or null. */
  public Instrument byConId(int conId) {
    return byConId.get(conId);
  }

  /** The stock with this symbol, or null. */
  public Instrument stock(String symbol) {
    return bySymbol.getOrDefault(symbol, List.of()).stream()
        .filter(Instrument::isStock)
        .findFirst()
        .orElse(null);
  }

  /** Everything that fits the description, in order of listing. */
  public List<Instrument> find(ContractQuery query) {
    if (query.conId() != 0) {
      Instrument one = byConId.get(query.conId());
      return one != null && query.matches(one) ? List.of(one) : List.of();
    }
    Collection<Instrument> candidates =
        query.symbol() == null
            ? byConId.values()
            : bySymbol.getOrDefault(query.symbol(), List.of());
    return candidates.stream().filter(query::matches).toList();
  }

  /** All contracts, in order of listing. */
  public Collection<Instrument> all() {
    return Collections.unmodifiableCollection(byConId.values());
  }

  /** A stock's option series: one grid a trading class and multiplier. */
  public List<OptionGrid> grids(String symbol) {
    var grids = new LinkedHashMap<String, OptionGrid>();
    for (Instrument option : bySymbol.getOrDefault(symbol, List.of())) {
      if (option.isOption()) {
        String key = option.tradingClass() + "|" + option.multiplier();
        grids.computeIfAbsent(key, k -> OptionGrid.of(option)).add(option);
      }
    }
    return List.copyOf(grids.values());
  }

  /** Expiries and strikes of one series. */
  public record OptionGrid(
      String tradingClass,
      int multiplier,
      NavigableSet<LocalDate> expiries,
      NavigableSet<java.math.BigDecimal> strikes) {

    private static OptionGrid of(Instrument option) {
      return new OptionGrid(
          option.tradingClass(), option.multiplier(), new TreeSet<>(), new TreeSet<>());
    }

    private void add(Instrument option) {
      expiries.add(option.expiry());
      strikes.add(option.strike());
    }
  }
}
