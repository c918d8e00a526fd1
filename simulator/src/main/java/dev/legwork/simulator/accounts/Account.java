package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One account: its cash and positions, the fold of its fills. */
public final class Account {
  private final String name;
  private final Map<Integer, Position> positions = new LinkedHashMap<>();
  private BigDecimal deposit;
  private BigDecimal cash;

  /**
   * @param deposit cash before the first fill, USD
   */
  public Account(String name, BigDecimal deposit) {
    this.name = name;
    this.deposit = deposit;
    this.cash = deposit;
  }

  public String name() {
    return name;
  }

  /** USD, settled or not. */
  public BigDecimal cash() {
    return cash;
  }

  /** Every contract ever held, flat ones included, in order of the first fill. */
  public Collection<Position> positions() {
    return List.copyOf(positions.values());
  }

  /** What is held of a contract; flat if nothing. */
  public Position position(Instrument instrument) {
    return positions.getOrDefault(instrument.conId(), Position.flat(instrument));
  }

  /** USD realised by all fills, after commissions. */
  public BigDecimal realized() {
    return positions.values().stream()
        .map(Position::realized)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Adds or takes money, so that the deposit is this much; USD. */
  public void deposit(BigDecimal amount) {
    cash = cash.add(amount.subtract(deposit));
    deposit = amount;
  }

  /** Books a fill. A combination's summary row moves nothing; its legs do. */
  public void book(Fill fill) {
    if (!fill.isSummary()) {
      trade(fill.instrument(), fill.side(), fill.quantity(), fill.price(), fill.commission());
    }
  }

  /** Books a trade. */
  void trade(
      Instrument instrument, Side side, long quantity, BigDecimal price, BigDecimal commission) {
    long units = (long) side.sign() * quantity * instrument.multiplier();
    cash = cash.subtract(price.multiply(BigDecimal.valueOf(units))).subtract(commission);
    Position next = position(instrument).after(side, quantity, price, commission);
    positions.put(instrument.conId(), next);
  }

  /** Books a position that came, or with a negative quantity went, without a trade. */
  public void move(Instrument instrument, long quantity, BigDecimal price, BigDecimal paid) {
    Side side = quantity > 0 ? Side.BUY : Side.SELL;
    cash = cash.add(paid);
    Position next = position(instrument).after(side, Math.abs(quantity), price, BigDecimal.ZERO);
    positions.put(instrument.conId(), next);
  }

  /** Starts over from the deposit; after a correction. */
  public void reset() {
    positions.clear();
    cash = deposit;
  }

  /** An account with the same cash and positions, to try a trade on. */
  Account copy() {
    var copy = new Account(name, cash);
    copy.positions.putAll(positions);
    return copy;
  }
}
