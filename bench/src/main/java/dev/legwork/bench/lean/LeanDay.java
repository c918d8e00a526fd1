package dev.legwork.bench.lean;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.market.LeanMarket;
import dev.legwork.simulator.market.Quote;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One underlying's day, minute by minute, as snapshots. */
final class LeanDay {
  private final String symbol;
  private final LocalDate date;
  private final LeanMarket market;
  private final Map<Instrument, Ticker> tickers = new HashMap<>();
  private final Map<ContractSpec, Instrument> instruments = new HashMap<>();
  private final List<OptionSeries> series = new ArrayList<>();
  private Instrument stock;

  LeanDay(Path data, String symbol, LocalDate date) throws IOException {
    this.symbol = symbol;
    this.date = date;
    this.market = new LeanMarket(data, List.of(symbol), date);
    TreeMap<LocalDate, List<ContractSpec>> byExpiry = new TreeMap<>();
    for (Instrument instrument : market.contracts()) {
      if (instrument.kind() == Instrument.Kind.STOCK) {
        stock = instrument;
      } else {
        ContractSpec option = option(instrument);
        instruments.put(option, instrument);
        byExpiry.computeIfAbsent(option.expiry(), day -> new ArrayList<>()).add(option);
      }
    }
    byExpiry.values().forEach(contracts -> series.add(OptionSeries.of(contracts)));
  }

  private static ContractSpec option(Instrument instrument) {
    return ContractSpec.option(
        instrument.symbol(),
        instrument.expiry(),
        instrument.strike(),
        OptionRight.valueOf(instrument.right().name()));
  }

  LocalDate date() {
    return date;
  }

  /** The last bar begins at the close, and tells of what came after it. */
  LocalTime close() {
    return market.hours().close().minusMinutes(1);
  }

  /** The state at a later time of the day. */
  ChainSnapshot at(LocalTime time) {
    Instant at = date.atTime(time).atZone(ChainSnapshot.ZONE).toInstant();
    market.advance(at, (instrument, quote) -> heard(instrument, quote, at));
    List<ExpiryChain> chains = series.stream().map(this::chain).toList();
    return ChainSnapshot.of(at, ContractSpec.stock(symbol), ticker(stock), chains);
  }

  /** The market shows nothing any more at the moment it closes; what it showed last is meant. */
  private void heard(Instrument instrument, Quote quote, Instant at) {
    if (quote.equals(Quote.NONE)) {
      return;
    }
    Ticker before = ticker(instrument);
    long bid = price(quote.bid());
    long ask = price(quote.ask());
    boolean bids = bid != before.bid() || quote.bidSize() != before.bidSize();
    boolean asks = ask != before.ask() || quote.askSize() != before.askSize();
    Ticker after = bids ? before.withBid(bid, quote.bidSize(), at.toEpochMilli()) : before;
    tickers.put(instrument, asks ? after.withAsk(ask, quote.askSize(), at.toEpochMilli()) : after);
  }

  private static long price(BigDecimal dollars) {
    return dollars == null ? Ticker.UNKNOWN : Prices.of(dollars);
  }

  private Ticker ticker(Instrument instrument) {
    return tickers.getOrDefault(instrument, Ticker.SILENT);
  }

  private ExpiryChain chain(OptionSeries of) {
    Ticker[] calls = new Ticker[of.size()];
    Ticker[] puts = new Ticker[of.size()];
    for (int i = 0; i < of.size(); i++) {
      calls[i] = of.call(i) == null ? Ticker.SILENT : ticker(instruments.get(of.call(i)));
      puts[i] = of.put(i) == null ? Ticker.SILENT : ticker(instruments.get(of.put(i)));
    }
    return new ExpiryChain(of, calls, puts);
  }
}
