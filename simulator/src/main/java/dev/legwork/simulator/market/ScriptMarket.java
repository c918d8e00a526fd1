package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A market without quotes of its own: everything is posted from outside. */
public final class ScriptMarket implements Market {
  @Override
  public String name() {
    return "script";
  }

  @Override
  public TradingHours hours() {
    return TradingHours.ALWAYS;
  }

  @Override
  public Collection<Instrument> contracts() {
    return List.of();
  }

  @Override
  public void advance(Instant marketTime, Sink sink) {}

  @Override
  public Optional<Instant> next() {
    return Optional.empty();
  }
}
