package dev.legwork.saga;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Positions added up by contract, signed: two legs, or a leg and a hedge, may share one. */
public final class ByContract {
  private final Map<Long, Residual> sums = new LinkedHashMap<>();

  /** That much more of it. */
  public void add(Instrument instrument, BigDecimal more) {
    sums.merge(
        instrument.conId(),
        new Residual(instrument, Decimals.normal(more)),
        (a, b) -> new Residual(instrument, Decimals.normal(a.position().add(b.position()))));
  }

  /** Whether anything of this contract was added, even if nothing is left of it. */
  public boolean knows(Instrument instrument) {
    return sums.containsKey(instrument.conId());
  }

  /** What is not flat, in the order in which it was first added. */
  public List<Residual> positions() {
    return sums.values().stream().filter(sum -> !Decimals.isZero(sum.position())).toList();
  }
}
