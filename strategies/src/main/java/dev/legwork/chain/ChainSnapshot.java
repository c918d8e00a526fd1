package dev.legwork.chain;

import dev.legwork.contract.ContractSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * An underlying and its option chain at one moment.
 *
 * @param at on the clock that the tickers' moments are of
 * @param tradingDate that moment's day in New York: what days to expiry are counted from
 * @param stock the underlying's contract
 * @param expiries by expiry, ascending; several series may share a day
 * @param dividends those that are known to come; empty also where nobody asked
 * @param complete false while contracts that were asked for have not been heard of yet
 */
public record ChainSnapshot(
    Instant at,
    LocalDate tradingDate,
    ContractSpec stock,
    Ticker stockTicker,
    List<ExpiryChain> expiries,
    List<Dividend> dividends,
    boolean complete) {

  /** Where days begin and end. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  public ChainSnapshot {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(tradingDate, "tradingDate");
    Objects.requireNonNull(stockTicker, "stockTicker");
    expiries = List.copyOf(expiries);
    dividends = List.copyOf(dividends);
    if (stock.isOption()) {
      throw new IllegalArgumentException("the underlying is a stock, not " + stock.label());
    }
    for (int i = 1; i < expiries.size(); i++) {
      if (expiries.get(i).expiry().isBefore(expiries.get(i - 1).expiry())) {
        throw new IllegalArgumentException("expiries must ascend: " + expiries.get(i).expiry());
      }
    }
  }

  /** A complete chain of that moment's day in New York, without known dividends. */
  public static ChainSnapshot of(
      Instant at, ContractSpec stock, Ticker stockTicker, List<ExpiryChain> expiries) {
    return new ChainSnapshot(
        at, at.atZone(ZONE).toLocalDate(), stock, stockTicker, expiries, List.of(), true);
  }

  /** The underlying's symbol. */
  public String symbol() {
    return stock.symbol();
  }

  /** ms since the epoch. */
  public long millis() {
    return at.toEpochMilli();
  }

  /** Calendar days from the trading date to the last trading day; below 0 when that is past. */
  public int daysTo(ExpiryChain chain) {
    return (int) ChronoUnit.DAYS.between(tradingDate, chain.expiry());
  }

  /** Options of all expiries that can be traded, calls and puts. */
  public int contracts() {
    int count = 0;
    for (ExpiryChain chain : expiries) {
      for (int i = 0; i < chain.size(); i++) {
        count += chain.series().call(i) == null ? 0 : 1;
        count += chain.series().put(i) == null ? 0 : 1;
      }
    }
    return count;
  }
}
