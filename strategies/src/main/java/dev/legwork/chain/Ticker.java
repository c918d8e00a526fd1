package dev.legwork.chain;

import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What was last heard of a contract. Each side carries the moment it was heard and not its age, so
 * that a ticker stays true until the next news and can be shared by any number of snapshots.
 *
 * <p>What is not known is {@link #UNKNOWN}, never 0: nobody bids and nobody said are told apart by
 * the side's moment, as in {@link Quote}.
 *
 * @param bid ten-thousandths of a dollar per share; {@link #UNKNOWN} when there is none
 * @param bidSize shares or contracts
 * @param bidAt when that side was last heard of, be it that there is none: ms since the epoch on
 *     the clock of the snapshot's moment
 * @param ask ten-thousandths of a dollar per share; {@link #UNKNOWN} when there is none
 * @param last the last trade, ten-thousandths of a dollar per share
 * @param close the close of the day before, ten-thousandths of a dollar per share
 * @param volume shares or contracts traded today
 * @param openInterest contracts
 * @param halted whether the venue says that trading is halted
 */
public record Ticker(
    long bid,
    long bidSize,
    long bidAt,
    long ask,
    long askSize,
    long askAt,
    long last,
    long close,
    long volume,
    long openInterest,
    boolean halted) {

  /** Stands for whatever is not known. */
  public static final long UNKNOWN = -1;

  /** Of this contract nothing was heard. */
  public static final Ticker SILENT =
      new Ticker(
          UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN,
          false);

  /** Prices that are not above 0, and sizes and moments below 0, are what is not known. */
  public Ticker {
    bid = price(bid);
    ask = price(ask);
    last = price(last);
    close = price(close);
    bidSize = count(bidSize);
    askSize = count(askSize);
    bidAt = count(bidAt);
    askAt = count(askAt);
    volume = count(volume);
    openInterest = count(openInterest);
  }

  /** Both sides heard at this moment, without sizes or anything else. */
  public static Ticker of(long bid, long ask, Instant heardAt) {
    return SILENT
        .withBid(bid, UNKNOWN, heardAt.toEpochMilli())
        .withAsk(ask, UNKNOWN, heardAt.toEpochMilli());
  }

  /**
   * A desk's quote.
   *
   * @param at the moment that the quote's ages are counted back from
   * @throws ArithmeticException if a price has more than four decimals
   */
  public static Ticker of(Quote quote, Instant at) {
    return new Ticker(
        priceOf(quote.bid()),
        quote.bidSize().longValue(),
        moment(quote.bidAge(), at),
        priceOf(quote.ask()),
        quote.askSize().longValue(),
        moment(quote.askAge(), at),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        quote.halted());
  }

  /** The same with another bid; {@link #UNKNOWN} when it was heard that there is none. */
  public Ticker withBid(long price, long size, long heardAt) {
    return new Ticker(
        price, size, heardAt, ask, askSize, askAt, last, close, volume, openInterest, halted);
  }

  /** The same with another ask; {@link #UNKNOWN} when it was heard that there is none. */
  public Ticker withAsk(long price, long size, long heardAt) {
    return new Ticker(
        bid, bidSize, bidAt, price, size, heardAt, last, close, volume, openInterest, halted);
  }

  /** The same with another last trade and close. */
  public Ticker withTrades(long lastPrice, long closePrice) {
    return new Ticker(
        bid,
        bidSize,
        bidAt,
        ask,
        askSize,
        askAt,
        lastPrice,
        closePrice,
        volume,
        openInterest,
        halted);
  }

  /** The same with other counts of contracts. */
  public Ticker withActivity(long traded, long open) {
    return new Ticker(bid, bidSize, bidAt, ask, askSize, askAt, last, close, traded, open, halted);
  }

  /** The same with trading halted, or no longer. */
  public Ticker halted(boolean now) {
    return new Ticker(
        bid, bidSize, bidAt, ask, askSize, askAt, last, close, volume, openInterest, now);
  }

  public boolean hasBid() {
    return bid != UNKNOWN;
  }

  public boolean hasAsk() {
    return ask != UNKNOWN;
  }

  public boolean hasBothSides() {
    return hasBid() && hasAsk();
  }

  /** Whether bid is above ask. A locked quote (equal) is not crossed. */
  public boolean isCrossed() {
    return hasBothSides() && bid > ask;
  }

  /**
   * ask − bid in ten-thousandths, below 0 when crossed; {@link #UNKNOWN} when a side is missing.
   */
  public long spread() {
    return hasBothSides() ? ask - bid : UNKNOWN;
  }

  /**
   * Twice the fair price, so that it is whole: bid + ask; with a side missing twice the last trade,
   * else twice the close; {@link #UNKNOWN} without any.
   */
  public long fairTwice() {
    if (hasBothSides()) {
      return bid + ask;
    }
    long trade = last != UNKNOWN ? last : close;
    return trade == UNKNOWN ? UNKNOWN : 2 * trade;
  }

  /** Whether the bid was heard no longer than that ago; never so if its moment is not known. */
  public boolean bidIsFresh(long at, long maxAgeMillis) {
    return bidAt != UNKNOWN && at - bidAt <= maxAgeMillis;
  }

  /** Whether the ask was heard no longer than that ago; never so if its moment is not known. */
  public boolean askIsFresh(long at, long maxAgeMillis) {
    return askAt != UNKNOWN && at - askAt <= maxAgeMillis;
  }

  /** Ten-thousandths of what may be null. */
  private static long priceOf(BigDecimal dollars) {
    return dollars == null ? UNKNOWN : Prices.of(dollars);
  }

  private static long moment(Duration age, Instant at) {
    return age == null ? UNKNOWN : at.minus(age).toEpochMilli();
  }

  private static long price(long value) {
    return value > 0 ? value : UNKNOWN;
  }

  private static long count(long value) {
    return value >= 0 ? value : UNKNOWN;
  }
}
