package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip of one-minute quote bars in LEAN's layout: eleven columns (time in ms since midnight New
 * York, bid open, high, low, close, size, ask open, high, low, close, size), prices in 1/10,000
 * USD, a blank price where a side did not change. What counts is the close, one minute after the
 * time.
 */
final class MinuteFile {
  private static final Pattern OPTION_ENTRY =
      Pattern.compile("\\d{8}_.+_minute_quote_american_(call|put)_(\\d+)_(\\d{8})\\.csv");
  private static final int COLUMNS = 11;
  private static final int MINUTE_MS = 60_000;
  private static final int NO_PRICE = 0;

  private MinuteFile() {}

  /**
   * What a bar changed.
   *
   * @param atMs end of the bar, ms since midnight in New York
   * @param bid 1/10,000 USD; 0: this side did not change
   */
  record Bar(int atMs, int bid, int bidSize, int ask, int askSize) {}

  /**
   * One entry of the zip.
   *
   * @param right null for the stock itself
   */
  record Series(Right right, BigDecimal strike, LocalDate expiry, List<Bar> bars) {}

  /**
   * All series of a file.
   *
   * @throws IOException naming the file, if it is not there or not in this layout
   */
  static List<Series> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no quote file " + file);
    }
    var series = new ArrayList<Series>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        series.add(series(file, zip, entry));
      }
    }
    return series;
  }

  private static Series series(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    List<Bar> bars = bars(file, zip, entry);
    Matcher option = OPTION_ENTRY.matcher(entry.getName());
    if (!option.matches()) {
      return new Series(null, null, null, bars);
    }
    return new Series(
        Right.parse(option.group(1)),
        BigDecimal.valueOf(Long.parseLong(option.group(2)), 4),
        lastTradingDay(option.group(3)),
        bars);
  }

  /** Older series are dated on the Saturday after; IB lists the Friday. */
  private static LocalDate lastTradingDay(String text) {
    LocalDate day = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.minusDays(1) : day;
  }

  private static List<Bar> bars(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    var bars = new ArrayList<Bar>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        bars.add(bar(line));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ", " + entry.getName() + ", line " + (bars.size() + 1) + ": " + e.getMessage(), e);
    }
    return bars;
  }

  private static Bar bar(String line) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(columns.length + " columns, not " + COLUMNS);
    }
    return new Bar(
        number(columns[0]) + MINUTE_MS,
        number(columns[4]),
        number(columns[5]),
        number(columns[9]),
        number(columns[10]));
  }

  private static int number(String text) {
    return text.isEmpty() ? NO_PRICE : new BigDecimal(text).intValue();
  }

  /** USD per share. */
  static BigDecimal price(int tenThousandths) {
    BigDecimal price = BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros();
    return price.scale() < 2 ? price.setScale(2) : price;
  }

  /** The tick rule that the quotes of the day keep; the coarsest one that all of them fit. */
  static MarketRule rule(List<Series> options) {
    List<MarketRule> coarsestFirst = List.of(MarketRule.NICKEL_OPTION, MarketRule.PENNY_OPTION);
    for (MarketRule rule : coarsestFirst) {
      if (options.stream().allMatch(series -> keeps(series, rule))) {
        return rule;
      }
    }
    return MarketRule.CENT;
  }

  private static boolean keeps(Series series, MarketRule rule) {
    return series.bars().stream().allMatch(b -> keeps(b.bid(), rule) && keeps(b.ask(), rule));
  }

  private static boolean keeps(int price, MarketRule rule) {
    return price == NO_PRICE || rule.allows(price(price));
  }
}
