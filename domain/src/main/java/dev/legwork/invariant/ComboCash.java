package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What combos cost, USD: they have one limit for all their legs. */
final class ComboCash {
  private static final int FIRST_VERSION = 1;

  private ComboCash() {}

  /** What a combo had cost by then and might still cost: its limit for each unit not yet told. */
  static BigDecimal atMost(LedgerTrade trade, LedgerOrder order, Instant then) {
    Combo combo = order.intent().combo();
    if (order.storedAt().isAfter(then)) {
      return BigDecimal.ZERO;
    }
    BigDecimal ordered = order.intent().quantity();
    BigDecimal whole = combo.whole(leg -> Replay.executedBy(trade, order, leg.name(), then));
    BigDecimal begun = combo.begun(leg -> Replay.executedBy(trade, order, leg.name(), then));
    boolean open = Replay.wasOpen(order, then);
    if (open && begun.compareTo(whole) > 0) {
      return ordered.multiply(perUnit(order.intent()));
    }
    BigDecimal cash =
        open
            ? ordered.subtract(whole).max(BigDecimal.ZERO).multiply(perUnit(order.intent()))
            : BigDecimal.ZERO;
    for (ComboLeg leg : combo.legs()) {
      Fills fills = Replay.fillsBy(trade, order, leg.name(), then);
      BigDecimal sum =
          Replay.withoutOverFill(fills.signedPriceSum(), fills.quantity(), leg.quantity(ordered));
      cash = cash.add(sum.multiply(Decimals.of(leg.instrument().multiplier())));
    }
    return cash;
  }

  private static BigDecimal perUnit(OrderIntent intent) {
    return intent.limit().multiply(Decimals.of(intent.combo().multiplier()));
  }

  /**
   * Whether the units that executed cost more than the limit; empty while not all legs are told. A
   * correction is the broker's own.
   */
  static Optional<String> beyondLimit(LedgerOrder order, Fills fills) {
    OrderIntent intent = order.intent();
    BigDecimal units = intent.combo().whole(leg -> of(intent, leg, fills).quantity());
    boolean even =
        units.compareTo(intent.combo().begun(leg -> of(intent, leg, fills).quantity())) == 0;
    boolean corrected = fills.effective().stream().anyMatch(f -> f.revision() > FIRST_VERSION);
    if (!even || corrected || fills.effective().stream().anyMatch(Fill::isManual)) {
      return Optional.empty();
    }
    BigDecimal paid = BigDecimal.ZERO;
    for (ComboLeg leg : intent.combo().legs()) {
      BigDecimal sum = of(intent, leg, fills).signedPriceSum();
      paid = paid.add(sum.multiply(Decimals.of(leg.instrument().multiplier())));
    }
    BigDecimal most = units.multiply(perUnit(intent));
    return paid.compareTo(most) <= 0
        ? Optional.empty()
        : Optional.of(
            "executed %s units for %s USD, and its limit allows %s USD"
                .formatted(
                    units.toPlainString(),
                    Decimals.normal(paid).toPlainString(),
                    Decimals.normal(most).toPlainString()));
  }

  private static Fills of(OrderIntent intent, ComboLeg leg, Fills fills) {
    return fills.only(fill -> intent.isOf(leg.name(), fill));
  }
}
