package dev.legwork.hedge;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a trade holds beyond what it keeps and that nothing of it covers. A short call is covered by
 * a long call or long stock, a short put by a long put or short stock, short stock by a long call,
 * long stock by a long put: such pairs can lose a bounded amount, and hedging one half of a pair
 * would uncover the other.
 */
public final class Uncovered {

  /**
   * A position.
   *
   * @param quantity contracts or shares, signed
   */
  public record Position(LegBook leg, BigDecimal quantity) {
    ContractSpec contract() {
      return leg.leg().contract();
    }

    /** Shares it stands for, signed. */
    public BigDecimal shares() {
      return quantity.multiply(Decimals.of(contract().multiplier()));
    }

    private boolean isA(OptionRight right, int sign) {
      return contract().right() == right && quantity.signum() == sign;
    }

    private Position without(BigDecimal shares) {
      BigDecimal contracts =
          shares.divide(Decimals.of(contract().multiplier()), 8, RoundingMode.HALF_EVEN);
      BigDecimal left = quantity.abs().subtract(contracts);
      return new Position(leg, Decimals.normal(quantity.signum() < 0 ? left.negate() : left));
    }
  }

  private Uncovered() {}

  /** The uncovered parts; legs that have none are left out. */
  public static List<Position> of(TradeBook book, Kept kept) {
    List<Position> held = new ArrayList<>();
    for (LegBook leg : book.legs()) {
      held.add(new Position(leg, kept.surplus(leg)));
    }
    pair(held, OptionRight.CALL, -1, OptionRight.CALL, 1);
    pair(held, OptionRight.CALL, -1, null, 1);
    pair(held, OptionRight.PUT, -1, OptionRight.PUT, 1);
    pair(held, OptionRight.PUT, -1, null, -1);
    pair(held, null, -1, OptionRight.CALL, 1);
    pair(held, null, 1, OptionRight.PUT, 1);
    held.removeIf(position -> Decimals.isZero(position.quantity()));
    return List.copyOf(held);
  }

  private static void pair(
      List<Position> held, OptionRight right, int sign, OptionRight cover, int coverSign) {
    for (int risk = 0; risk < held.size(); risk++) {
      for (int by = 0; by < held.size() && held.get(risk).isA(right, sign); by++) {
        if (held.get(by).isA(cover, coverSign)) {
          BigDecimal both = held.get(risk).shares().abs().min(held.get(by).shares().abs());
          held.set(risk, held.get(risk).without(both));
          held.set(by, held.get(by).without(both));
        }
      }
    }
  }
}
