package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Right;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Initial margin of positions by Reg-T, as IB states it for cash-like accounts, in USD:
 *
 * <ul>
 *   <li>stock: 50 % of its value, long or short;
 *   <li>long option: 100 % of its premium;
 *   <li>uncovered short call: premium + max(20 % S − out-of-the-money amount, 10 % S), times the
 *       multiplier; a short put has 10 % K in the last term;
 *   <li>short call covered by long stock, short put covered by short stock: 0;
 *   <li>vertical (a short option with a long one that expires no earlier): the width that can be
 *       lost; the long one asks nothing more.
 * </ul>
 */
final class RegTMargin {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal QUARTER = new BigDecimal("0.25");
  private static final BigDecimal TWENTY = new BigDecimal("0.20");
  private static final BigDecimal TEN = new BigDecimal("0.10");

  /**
   * What positions ask for, USD.
   *
   * @param initial Reg-T initial margin
   * @param maintenance the same with 25 % for stock
   * @param paidOptions premium of the long options that serve as nobody's cover: their value, which
   *     their own margin cancels out
   */
  record Requirement(BigDecimal initial, BigDecimal maintenance, BigDecimal paidOptions) {
    static final Requirement NONE =
        new Requirement(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Requirement plus(Requirement other) {
      return new Requirement(
          initial.add(other.initial),
          maintenance.add(other.maintenance),
          paidOptions.add(other.paidOptions));
    }
  }

  private final Marks marks;

  RegTMargin(Marks marks) {
    this.marks = marks;
  }

  /** The requirement of all positions; cover is looked for within each underlying. */
  Requirement of(Collection<Position> positions) {
    Map<String, List<Position>> byUnderlying = new LinkedHashMap<>();
    for (Position position : positions) {
      byUnderlying
          .computeIfAbsent(position.instrument().symbol(), s -> new ArrayList<>())
          .add(position);
    }
    Requirement sum = Requirement.NONE;
    for (List<Position> group : byUnderlying.values()) {
      sum = sum.plus(ofUnderlying(group));
    }
    return sum;
  }

  private Requirement ofUnderlying(List<Position> group) {
    long shares =
        group.stream().filter(p -> p.instrument().isStock()).mapToLong(Position::quantity).sum();
    return stock(group)
        .plus(options(group, Right.CALL, Math.max(0, shares)))
        .plus(options(group, Right.PUT, Math.max(0, -shares)));
  }

  private Requirement stock(List<Position> group) {
    BigDecimal value = BigDecimal.ZERO;
    for (Position position : group) {
      if (position.instrument().isStock()) {
        value = value.add(position.value(price(position)).abs());
      }
    }
    return new Requirement(value.multiply(HALF), value.multiply(QUARTER), BigDecimal.ZERO);
  }

  /** One right of one underlying: stock covers first, then longs, then the short is naked. */
  private Requirement options(List<Position> group, Right right, long coveringShares) {
    List<Lot> shorts = lots(group, right, -1);
    List<Lot> longs = lots(group, right, 1);
    coverWithStock(shorts, coveringShares);
    BigDecimal needed = coverWithLongs(shorts, longs, right);
    for (Lot lot : shorts) {
      needed = needed.add(uncovered(lot.position).multiply(BigDecimal.valueOf(lot.left)));
    }
    BigDecimal paid = BigDecimal.ZERO;
    for (Lot lot : longs) {
      paid = paid.add(premium(lot.position).multiply(BigDecimal.valueOf(lot.left)));
    }
    return new Requirement(needed.add(paid), needed.add(paid), paid);
  }

  /** The stock covers those shorts that would ask for most. */
  private void coverWithStock(List<Lot> shorts, long shares) {
    var dearest = new ArrayList<>(shorts);
    dearest.sort(Comparator.comparing((Lot lot) -> uncovered(lot.position)).reversed());
    long left = shares;
    for (Lot lot : dearest) {
      long covered = Math.min(lot.left, left / lot.position.instrument().multiplier());
      lot.left -= covered;
      left -= covered * lot.position.instrument().multiplier();
    }
  }

  private BigDecimal coverWithLongs(List<Lot> shorts, List<Lot> longs, Right right) {
    BigDecimal widths = BigDecimal.ZERO;
    for (Lot shortLot : shorts) {
      for (Lot longLot : longs) {
        long pairs = Math.min(shortLot.left, longLot.left);
        if (pairs > 0 && covers(longLot.position, shortLot.position)) {
          BigDecimal width = width(longLot.position, shortLot.position, right);
          if (width.compareTo(uncovered(shortLot.position)) < 0) {
            widths = widths.add(width.multiply(BigDecimal.valueOf(pairs)));
            shortLot.left -= pairs;
            longLot.left -= pairs;
          }
        }
      }
    }
    return widths;
  }

  private static boolean covers(Position cover, Position covered) {
    return !cover.instrument().expiry().isBefore(covered.instrument().expiry())
        && cover.instrument().multiplier() == covered.instrument().multiplier();
  }

  /** USD per pair that a vertical can lose beyond its premiums. */
  private static BigDecimal width(Position cover, Position covered, Right right) {
    BigDecimal above = cover.instrument().strike().subtract(covered.instrument().strike());
    BigDecimal loss = right == Right.CALL ? above : above.negate();
    return loss.max(BigDecimal.ZERO)
        .multiply(BigDecimal.valueOf(covered.instrument().multiplier()));
  }

  /** USD per uncovered short contract. */
  private BigDecimal uncovered(Position position) {
    Instrument option = position.instrument();
    BigDecimal spot = marks.underlying(option.symbol());
    if (spot == null) {
      spot = option.strike();
    }
    BigDecimal inTheMoney = spot.subtract(option.strike());
    BigDecimal outOfTheMoney =
        (option.isCall() ? inTheMoney.negate() : inTheMoney).max(BigDecimal.ZERO);
    BigDecimal floor = (option.isCall() ? spot : option.strike()).multiply(TEN);
    BigDecimal risk = spot.multiply(TWENTY).subtract(outOfTheMoney).max(floor);
    return premium(position).add(risk.multiply(BigDecimal.valueOf(option.multiplier())));
  }

  /** USD per contract. */
  private BigDecimal premium(Position position) {
    return price(position).multiply(BigDecimal.valueOf(position.instrument().multiplier()));
  }

  private BigDecimal price(Position position) {
    return Valuation.price(position, marks);
  }

  private static List<Lot> lots(List<Position> group, Right right, int sign) {
    var lots = new ArrayList<Lot>();
    for (Position position : group) {
      Instrument instrument = position.instrument();
      if (instrument.right() == right && Long.signum(position.quantity()) == sign) {
        lots.add(new Lot(position));
      }
    }
    lots.sort(Comparator.comparing(lot -> lot.position.instrument().strike()));
    return lots;
  }

  /** A position and how much of it is not paired yet. */
  private static final class Lot {
    private final Position position;
    private long left;

    private Lot(Position position) {
      this.position = position;
      this.left = Math.abs(position.quantity());
    }
  }
}
