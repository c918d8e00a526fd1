package dev.legwork.simulator.orders;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;

/** What an order trades: one contract, or a guaranteed combination of several. */
public sealed interface Product {

  /** The underlying's symbol. */
  String symbol();

  /** The contracts that trade when one unit is bought. A single contract is a leg of one. */
  List<ComboLeg> legs();

  /** USD in cash for one unit at a price of 1. */
  int multiplier();

  /** One contract. */
  record Single(Instrument instrument) implements Product {
    @Override
    public String symbol() {
      return instrument.symbol();
    }

    @Override
    public List<ComboLeg> legs() {
      return List.of(new ComboLeg(instrument, Side.BUY, 1));
    }

    @Override
    public int multiplier() {
      return instrument.multiplier();
    }
  }

  /** A combination; all legs of a unit trade together or not at all. */
  record Combo(String symbol, List<ComboLeg> legs) implements Product {
    public Combo {
      legs = List.copyOf(legs);
      if (legs.size() < 2) {
        throw new IllegalArgumentException("a combination has at least two legs");
      }
    }

    /** The options' common multiplier; 1 without options. */
    @Override
    public int multiplier() {
      return legs.stream()
          .map(ComboLeg::instrument)
          .filter(Instrument::isOption)
          .mapToInt(Instrument::multiplier)
          .findFirst()
          .orElse(1);
    }

    /**
     * Price of one unit per share of the underlying, {@code Σ ±ratio × price × m / M}, as combos
     * are quoted; null if a leg has no price.
     */
    public BigDecimal net(Function<ComboLeg, BigDecimal> legPrice) {
      BigDecimal cash = BigDecimal.ZERO;
      for (ComboLeg leg : legs) {
        BigDecimal price = legPrice.apply(leg);
        if (price == null) {
          return null;
        }
        long weight = (long) leg.side().sign() * leg.ratio() * leg.instrument().multiplier();
        cash = cash.add(price.multiply(BigDecimal.valueOf(weight)));
      }
      return cash.divide(BigDecimal.valueOf(multiplier()), MathContext.DECIMAL64);
    }
  }
}
