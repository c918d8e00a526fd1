package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Where quotes come from. Deterministic: the same market time gives the same quotes. */
public interface Market {

  /** Takes the quotes. */
  interface Sink {
    void quote(Instrument instrument, Quote quote);
  }

  /** Tells markets apart in a journal. */
  String name();

  /** When its sessions are. */
  TradingHours hours();

  /** The contracts that exist from the beginning. */
  Collection<Instrument> contracts();

  /** Tells every quote that came up to this market time, later than what was told before. */
  void advance(Instant marketTime, Sink sink);

  /** Market time of the next quote; empty if none will come. */
  Optional<Instant> next();
}
