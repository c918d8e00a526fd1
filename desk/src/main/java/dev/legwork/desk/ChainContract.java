package dev.legwork.desk;

import dev.legwork.chain.Ticker;
import dev.legwork.contract.Instrument;
import java.time.Duration;

/**
 * A contract of a chain and what was heard of it last, be it on a line that it gave back since.
 * What was heard in another era is forgotten.
 */
final class ChainContract {
  /** What was refused may be granted by now. */
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private static final long NEVER = Long.MIN_VALUE / 2;

  final Instrument instrument;
  private QuoteLine line;
  private long era = -1;
  private String refusal;
  private int refusalCode;
  private long refusedAt = NEVER;

  ChainContract(Instrument instrument) {
    this.instrument = instrument;
  }

  long conId() {
    return instrument.conId();
  }

  /** Looks at its line, if it has one. */
  void look(MarketData marketData, long now) {
    if (era != marketData.era()) {
      line = null;
    }
    QuoteLine current = marketData.peek(conId());
    if (current != null && (line == null || current.isHeard() || !current.isUsable())) {
      line = current;
      era = marketData.era();
    }
    if (current != null && current.refusal != null) {
      refusal = current.refusal;
      refusalCode = current.refusalCode;
      refusedAt = now;
    } else if (current != null && current.isHeard()) {
      refusedAt = NEVER;
    }
  }

  /** Whether the venue said, not long ago, that there are no quotes of it. */
  boolean isRefused(long now) {
    return refusedAt != NEVER && now - refusedAt < REFUSED_FOR.toNanos();
  }

  /** What it said then. */
  String refusal() {
    return refusal;
  }

  int refusalCode() {
    return refusalCode;
  }

  /** Whether its quotes come late. */
  boolean isDelayed() {
    return line != null && !line.live;
  }

  boolean isHeard() {
    return line != null && line.isUsable() && line.isHeard();
  }

  boolean isHeardSince(long since) {
    return isHeard() && line.heardAt() >= since;
  }

  Ticker ticker(long now, long nowMillis) {
    return line == null ? Ticker.SILENT : line.ticker(now, nowMillis);
  }
}
