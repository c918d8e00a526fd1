package dev.legwork.chain;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A series with what its contracts are quoted at. Takes the arrays as they are, without a copy:
 * whoever builds one must not write to them afterwards.
 */
public final class ExpiryChain {
  private final OptionSeries series;
  private final Ticker[] calls;
  private final Ticker[] puts;

  /**
   * Joins a series with its tickers.
   *
   * @param calls by index of the strike; {@link Ticker#SILENT} where nothing was heard
   * @param puts by index of the strike
   * @throws IllegalArgumentException if there is not one ticker for each strike
   */
  public ExpiryChain(OptionSeries series, Ticker[] calls, Ticker[] puts) {
    this.series = Objects.requireNonNull(series, "series");
    this.calls = Objects.requireNonNull(calls, "calls");
    this.puts = Objects.requireNonNull(puts, "puts");
    if (calls.length != series.size() || puts.length != series.size()) {
      throw new IllegalArgumentException(
          "%d strikes with %d calls and %d puts"
              .formatted(series.size(), calls.length, puts.length));
    }
  }

  public OptionSeries series() {
    return series;
  }

  public LocalDate expiry() {
    return series.expiry();
  }

  /** Number of strikes. */
  public int size() {
    return series.size();
  }

  public Ticker call(int index) {
    return calls[index];
  }

  public Ticker put(int index) {
    return puts[index];
  }
}
