package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.order.Children;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderSizes;
import dev.legwork.placing.PlacingChoice;
import dev.legwork.request.Placing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the orders of a plan, now or in a later wave, are of a size and number that leave in one
 * write, whatever their limits: what could never be placed whole is not begun.
 */
final class EntrySizes {
  private final EntryPlan plan;
  private final Map<String, Instrument> instruments;
  private final OrderSizes sizes;

  /** What is ordered at once, before it is split; null as the most: any quantity. */
  private record Whole(String leg, String label, BigDecimal quantity, BigDecimal most) {
    int orders() {
      return Children.count(quantity, most);
    }

    /** Not even a unit of a combo may be ordered. */
    boolean isImpossible() {
      return most != null && most.signum() == 0;
    }

    String text() {
      return orders() == 1
          ? leg + " 1"
          : "%s %d (%s, at most %s an order)"
              .formatted(leg, orders(), quantity.toPlainString(), most.toPlainString());
    }
  }

  private EntrySizes(EntryPlan plan, Map<String, Instrument> instruments, OrderSizes sizes) {
    this.plan = plan;
    this.instruments = instruments;
    this.sizes = sizes;
  }

  /**
   * Why they are not: not even a unit of a combo may be ordered at once, or there are more children
   * than leave in one write.
   *
   * @param instruments by leg name
   */
  static Optional<Reason> refusal(
      EntryPlan plan, Map<String, Instrument> instruments, OrderSizes sizes) {
    return new EntrySizes(plan, instruments, sizes).refusal();
  }

  /** The modes in which the open plan's orders would be refused, with why. */
  static Map<Placing, String> tooLarge(
      EntryPlan open, Map<String, Instrument> instruments, OrderSizes sizes) {
    Map<Placing, String> modes = new EnumMap<>(Placing.class);
    for (Placing mode : PlacingChoice.nameable(open.request())) {
      refusal(open.placedAs(mode), instruments, sizes)
          .ifPresent(reason -> modes.put(mode, reason.detail()));
    }
    return modes;
  }

  private Optional<Reason> refusal() {
    return plan.legsWrittenTogether().stream()
        .map(this::wholes)
        .flatMap(wholes -> refusal(wholes).stream())
        .findFirst();
  }

  private static Optional<Reason> refusal(List<Whole> wholes) {
    int together = 0;
    List<String> parts = new ArrayList<>();
    for (Whole whole : wholes) {
      if (whole.isImpossible()) {
        return refused(
            "a unit of the %s is more than one order may be for".formatted(whole.label()));
      }
      together += whole.orders();
      parts.add(whole.text());
    }
    return together <= Children.MOST_OPENING
        ? Optional.empty()
        : refused(
            "its legs need %d orders, and %d are written together at most: %s"
                .formatted(together, Children.MOST_OPENING, String.join(", ", parts)));
  }

  private static Optional<Reason> refused(String why) {
    return Optional.of(new Reason(ReasonCode.TOO_MANY_ORDERS, why));
  }

  private List<Whole> wholes(List<RequestedLeg> legs) {
    return plan.isCombo() && !legs.isEmpty()
        ? List.of(units())
        : legs.stream().map(this::whole).toList();
  }

  private Whole whole(RequestedLeg leg) {
    Instrument instrument = instruments.get(leg.name());
    BigDecimal most = Children.smaller(sizes.of(instrument), leg.childSize());
    return new Whole(leg.name(), instrument.label(), plan.quantity(leg), most);
  }

  private Whole units() {
    Combo combo = ComboEntry.combo(plan, instruments);
    return new Whole(
        Combo.NAME,
        combo.label(),
        Decimals.of(plan.request().quantity()),
        Children.smaller(sizes.of(combo), ComboEntry.mostUnits(plan)));
  }
}
