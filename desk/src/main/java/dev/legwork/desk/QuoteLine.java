package dev.legwork.desk;

import dev.legwork.chain.Ticker;
import dev.legwork.contract.Instrument;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** One quote subscription and what was heard on it. Times are ns of the desk's clock. */
final class QuoteLine {
  static final int HALTED = 49;
  private static final int BID_SIZE = 0;
  private static final int BID = 1;
  private static final int ASK = 2;
  private static final int ASK_SIZE = 3;
  private static final int LAST = 4;
  private static final int VOLUME = 8;
  private static final int CLOSE = 9;
  private static final int CALL_OPEN_INTEREST = 27;
  private static final int PUT_OPEN_INTEREST = 28;
  private static final long NEVER = Long.MIN_VALUE / 2;

  final Instrument instrument;
  int reqId;
  int pins;
  long usedAt;
  long askedAt;

  /** Whether it stands for the watchers of a chain too, and how far it is from the money. */
  boolean watched;

  int rank;

  /** Why the venue gives no quotes, or null; and its code, 0 for one of ours. */
  String refusal;

  int refusalCode;

  boolean live = true;
  boolean halted;
  private BigDecimal bid;
  private BigDecimal bidSize;
  private long bidAt = NEVER;
  private BigDecimal ask;
  private BigDecimal askSize;
  private long askAt = NEVER;
  private BigDecimal last;
  private BigDecimal close;
  private BigDecimal volume;
  private BigDecimal openInterest;
  private final Moves moves = new Moves();

  QuoteLine(Instrument instrument) {
    this.instrument = instrument;
  }

  void price(int type, BigDecimal price, BigDecimal size, long now) {
    if (type == BID) {
      bid = price;
      bidSize = size == null ? bidSize : size;
      bidAt = now;
    } else if (type == ASK) {
      ask = price;
      askSize = size == null ? askSize : size;
      askAt = now;
    } else if (type == LAST) {
      last = price;
    } else if (type == CLOSE) {
      close = price;
    }
    if (isPrice(bid) && isPrice(ask) && bid.compareTo(ask) <= 0) {
      moves.quoted(bid, ask, now);
    }
  }

  private static boolean isPrice(BigDecimal price) {
    return price != null && price.signum() > 0;
  }

  /** How far the middle moved in the last minute, USD per share; empty while that is not known. */
  Optional<BigDecimal> moved(long now) {
    return moves.range(now);
  }

  /** A size keeps its price fresh, but never confirms one that an earlier subscription told. */
  void size(int type, BigDecimal size, long now) {
    if (type == BID_SIZE) {
      bidSize = size;
      bidAt = bid == null || bidAt < askedAt ? bidAt : now;
    } else if (type == ASK_SIZE) {
      askSize = size;
      askAt = ask == null || askAt < askedAt ? askAt : now;
    } else if (type == VOLUME) {
      volume = size;
    } else if (type == CALL_OPEN_INTEREST || type == PUT_OPEN_INTEREST) {
      openInterest = size;
    }
  }

  /** Whether both sides were told at all, be it that there is none. */
  boolean isHeard() {
    return bidAt != NEVER && askAt != NEVER;
  }

  /** When the side that is older was told; long ago if one never was. */
  long heardAt() {
    return Math.min(bidAt, askAt);
  }

  /**
   * What was heard, as strategies read it; nothing of it where it is not live or is refused.
   *
   * @param nowMillis the moment that is {@code now}, ms since the epoch
   */
  Ticker ticker(long now, long nowMillis) {
    if (!isUsable()) {
      return Ticker.SILENT;
    }
    return new Ticker(
        Tickers.price(bid, RoundingMode.FLOOR),
        Tickers.count(bidSize),
        Tickers.moment(bidAt, NEVER, now, nowMillis),
        Tickers.price(ask, RoundingMode.CEILING),
        Tickers.count(askSize),
        Tickers.moment(askAt, NEVER, now, nowMillis),
        Tickers.price(last, RoundingMode.HALF_EVEN),
        Tickers.price(close, RoundingMode.HALF_EVEN),
        Tickers.count(volume),
        Tickers.count(openInterest),
        halted);
  }

  /** Whether both sides were told since then, be it that there is none. */
  boolean isHeardSince(long since) {
    return bidAt >= since && askAt >= since && bidAt >= askedAt && askAt >= askedAt;
  }

  void forget() {
    bid = null;
    ask = null;
    bidAt = NEVER;
    askAt = NEVER;
    last = null;
    close = null;
    volume = null;
    openInterest = null;
    live = true;
    halted = false;
    moves.forget();
  }

  boolean isUsable() {
    return live && refusal == null;
  }

  Quote quote(long now) {
    return isUsable()
        ? new Quote(bid, bidSize, age(bidAt, now), ask, askSize, age(askAt, now), halted)
        : Quote.untold();
  }

  private static Duration age(long at, long now) {
    return at == NEVER ? null : Duration.ofNanos(now - at);
  }
}
