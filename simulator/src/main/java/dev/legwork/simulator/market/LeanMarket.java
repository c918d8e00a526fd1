package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A replay of one day of minute quotes in LEAN's layout. Each side of a quote is carried forward
 * until the files change it. After the last option bar nothing is displayed any more: the day is
 * over, whatever the stock did after hours.
 */
public final class LeanMarket implements Market {
  private final String name;
  private final LocalDate date;
  private final LocalTime close;
  private final Map<Instrument, Quote> quotes = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private int next;

  /** A bar of an instrument; without a bar the instrument's quote ends. */
  private record Change(int atMs, Instrument instrument, MinuteFile.Bar bar) {}

  /**
   * Reads a day.
   *
   * @param data LEAN's {@code Data} folder
   * @throws IOException naming the file that is missing or unreadable
   */
  public LeanMarket(Path data, List<String> symbols, LocalDate date) throws IOException {
    this.date = date;
    this.name = "lean " + String.join(",", symbols) + " " + date;
    int lastOptionBar = 0;
    for (String symbol : symbols) {
      lastOptionBar = Math.max(lastOptionBar, load(data, symbol));
    }
    this.close = LocalTime.MIDNIGHT.plus(lastOptionBar, ChronoUnit.MILLIS);
    int end = lastOptionBar;
    changes.removeIf(change -> change.atMs() > end);
    quotes.keySet().forEach(instrument -> changes.add(new Change(end, instrument, null)));
    changes.sort(Comparator.comparingInt(Change::atMs).thenComparing(c -> c.bar() == null));
  }

  private int load(Path data, String symbol) throws IOException {
    String folder = symbol.toLowerCase(Locale.ROOT);
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(date);
    List<MinuteFile.Series> stock =
        MinuteFile.read(file(data, "equity", folder, day + "_quote.zip"));
    List<MinuteFile.Series> options =
        MinuteFile.read(file(data, "option", folder, day + "_quote_american.zip"));
    stock.forEach(series -> add(Instrument.stock(symbol), series));
    MarketRule rule = MinuteFile.rule(options);
    for (MinuteFile.Series series : options) {
      add(
          Instrument.option(symbol, series.expiry(), series.strike(), series.right(), rule),
          series);
    }
    return options.stream()
        .flatMap(series -> series.bars().stream())
        .mapToInt(MinuteFile.Bar::atMs)
        .max()
        .orElseThrow(() -> new IOException("no option of " + symbol + " was quoted on " + date));
  }

  private static Path file(Path data, String kind, String symbol, String name) {
    return data.resolve(kind).resolve("usa").resolve("minute").resolve(symbol).resolve(name);
  }

  private void add(Instrument instrument, MinuteFile.Series series) {
    quotes.putIfAbsent(instrument, Quote.NONE);
    series.bars().forEach(bar -> changes.add(new Change(bar.atMs(), instrument, bar)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TradingHours hours() {
    return new TradingHours(TradingHours.REGULAR.open(), close);
  }

  @Override
  public Collection<Instrument> contracts() {
    return List.copyOf(quotes.keySet());
  }

  @Override
  public void advance(Instant marketTime, Sink sink) {
    ZonedDateTime local = marketTime.atZone(TradingHours.ZONE);
    long now =
        local.toLocalDate().isAfter(date)
            ? Long.MAX_VALUE
            : local.toLocalDate().isBefore(date)
                ? -1
                : local.toLocalTime().toNanoOfDay() / 1_000_000;
    boolean begins = next == 0;
    while (next < changes.size() && changes.get(next).atMs() <= now) {
      Change change = changes.get(next++);
      Quote quote = changed(quotes.get(change.instrument()), change.bar());
      quotes.put(change.instrument(), quote);
      if (!begins) {
        sink.quote(change.instrument(), quote);
      }
    }
    if (begins) {
      quotes.forEach((instrument, quote) -> tell(instrument, quote, sink));
    }
  }

  /** The first call brings the day up to where it begins: only the outcome was ever seen. */
  private static void tell(Instrument instrument, Quote quote, Sink sink) {
    if (!quote.equals(Quote.NONE)) {
      sink.quote(instrument, quote);
    }
  }

  private static Quote changed(Quote before, MinuteFile.Bar bar) {
    if (bar == null) {
      return Quote.NONE;
    }
    boolean bids = bar.bid() > 0;
    boolean asks = bar.ask() > 0;
    BigDecimal bid = bids ? MinuteFile.price(bar.bid()) : before.bid();
    BigDecimal ask = asks ? MinuteFile.price(bar.ask()) : before.ask();
    return Quote.of(
        bid, bids ? bar.bidSize() : before.bidSize(), ask, asks ? bar.askSize() : before.askSize());
  }

  @Override
  public Optional<Instant> next() {
    if (next >= changes.size()) {
      return Optional.empty();
    }
    LocalTime time = LocalTime.MIDNIGHT.plus(changes.get(next).atMs(), ChronoUnit.MILLIS);
    return Optional.of(date.atTime(time).atZone(TradingHours.ZONE).toInstant());
  }
}
