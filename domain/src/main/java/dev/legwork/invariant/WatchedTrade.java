package dev.legwork.invariant;

import dev.legwork.book.HedgeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The orders of a trade, by leg. */
final class WatchedTrade {
  private final ExecutionRequest request;
  private final Map<String, List<WatchedOrder>> orders = new HashMap<>();
  private final Map<String, List<WatchedPart>> legs = new HashMap<>();

  WatchedTrade(ExecutionRequest request) {
    this.request = request;
  }

  void add(WatchedOrder order) {
    of(order.ref().leg()).add(order);
    order
        .parts()
        .forEach((leg, part) -> legs.computeIfAbsent(leg, l -> new ArrayList<>()).add(part));
  }

  private List<WatchedOrder> of(String leg) {
    return orders.computeIfAbsent(leg, name -> new ArrayList<>());
  }

  /** An order of the same leg and purpose, and no sibling, that is not proven over. */
  Optional<WatchedOrder> openPredecessor(WatchedOrder newest) {
    return of(newest.ref().leg()).stream()
        .filter(order -> order.ref().hasPlaceOf(newest.ref()) && !order.isSiblingOf(newest))
        .filter(order -> !order.verdict().isOver())
        .findFirst();
  }

  /** Another order of the same leg and purpose, and no sibling, that works at the venue. */
  Optional<WatchedOrder> liveBeside(WatchedOrder one) {
    return of(one.ref().leg()).stream()
        .filter(order -> order != one && order.isLive() && one.isLive())
        .filter(order -> order.ref().hasPlaceOf(one.ref()) && !order.isSiblingOf(one))
        .findFirst();
  }

  /**
   * Whether a new order, with the siblings that were stored before it, is for more than what the
   * ledger said remained before them.
   */
  Optional<String> beyondRemainder(WatchedOrder newest) {
    OrderRef ref = newest.ref();
    if (ref.purpose() == Purpose.HEDGE) {
      return Optional.empty();
    }
    return newest.parts().entrySet().stream()
        .flatMap(entry -> beyondRemainder(ref, entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private Optional<String> beyondRemainder(OrderRef ref, String leg, WatchedPart newest) {
    BigDecimal entered = sum(leg, true, WatchedPart::executedInLedger);
    BigDecimal left =
        sum(leg, false, WatchedPart::executedInLedger)
            .subtract(turned(leg, WatchedPart::executedInLedger));
    BigDecimal remained =
        ref.purpose().opens()
            ? wanted(leg).subtract(entered)
            : turnsBack(leg, newest)
                ? left.subtract(entered)
                : sum(leg, true, WatchedPart::mostExecutedInLedger).subtract(left);
    BigDecimal ordered = ordered(leg, newest);
    return ordered.compareTo(remained) <= 0
        ? Optional.empty()
        : Optional.of(
            "is for %s, and only %s remained"
                .formatted(ordered.toPlainString(), remained.toPlainString()));
  }

  private BigDecimal ordered(String leg, WatchedPart newest) {
    return legs.get(leg).stream()
        .filter(part -> part.order().isSiblingOf(newest.order()))
        .map(WatchedPart::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Whether all opening orders of the trade together, at their limits, may cost more than its
   * bound; asked only while they would complete the trade.
   */
  Optional<String> beyondBound() {
    BigDecimal cash = cashOfCombos();
    for (RequestedLeg leg : request.legs()) {
      BigDecimal covered =
          sum(leg.name(), true, o -> o.executedInLedger().add(o.remainingInLedger()));
      if (covered.compareTo(leg.quantity(request.quantity())) < 0) {
        return Optional.empty();
      }
      BigDecimal sum = sumOfSingles(leg.name());
      cash = cash.add(sum.multiply(Decimals.of(leg.contract().multiplier())));
    }
    return cash.compareTo(request.cashBound()) <= 0
        ? Optional.empty()
        : Optional.of(
            "with it the trade may cost %s USD, and its bound is %s USD"
                .formatted(
                    Decimals.normal(cash).toPlainString(), request.cashBound().toPlainString()));
  }

  private BigDecimal cashOfCombos() {
    return of(Combo.NAME).stream()
        .map(WatchedOrder::cashOfComboAtMost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal sumOfSingles(String leg) {
    return sum(
        leg,
        true,
        part -> part.order().intent().intent().isCombo() ? BigDecimal.ZERO : part.cashAtMost());
  }

  /** Whether what a leg has at the venue can exceed what was asked for, or pass through zero. */
  Optional<String> beyondWorstCase(WatchedOrder order) {
    return order.parts().keySet().stream()
        .flatMap(leg -> beyondWorstCase(order.ref(), leg).stream())
        .findFirst();
  }

  private Optional<String> beyondWorstCase(OrderRef ref, String leg) {
    BigDecimal entering = sum(leg, true, WatchedPart::remainingAtVenue);
    BigDecimal entered = sum(leg, true, WatchedPart::executedAtVenue);
    BigDecimal leaving = sum(leg, false, WatchedPart::remainingAtVenue);
    BigDecimal left = sum(leg, false, WatchedPart::executedAtVenue);
    BigDecimal mostEntered = sum(leg, true, WatchedPart::mostExecutedAtVenue);
    if (ref.purpose().opens() && entered.add(entering).compareTo(wanted(leg)) > 0) {
      return Optional.of(
          "%s entered and %s entering, %s asked for"
              .formatted(
                  entered.toPlainString(), entering.toPlainString(), wanted(leg).toPlainString()));
    }
    BigDecimal back = turned(leg, part -> part.allExecutedAtVenue().add(part.remainingAtVenue()));
    BigDecimal beyond =
        sum(leg, false, WatchedPart::allExecutedAtVenue)
            .subtract(sum(leg, true, WatchedPart::allExecutedAtVenue));
    if (back.signum() > 0 && back.compareTo(beyond) > 0) {
      return Optional.of(
          "%s turned back, only %s were beyond zero"
              .formatted(back.toPlainString(), beyond.toPlainString()));
    }
    boolean leaves = !ref.purpose().opens() && ref.purpose() != Purpose.HEDGE;
    if (leaves && left.add(leaving).compareTo(mostEntered) > 0) {
      return Optional.of(
          "%s left and %s leaving, only %s entered: it can pass through zero"
              .formatted(
                  left.toPlainString(), leaving.toPlainString(), mostEntered.toPlainString()));
    }
    return Optional.empty();
  }

  private BigDecimal wanted(String leg) {
    return request.leg(leg).quantity(request.quantity());
  }

  private BigDecimal sum(String leg, boolean opens, Function<WatchedPart, BigDecimal> quantity) {
    BigDecimal sum = BigDecimal.ZERO;
    for (WatchedPart part : legs.getOrDefault(leg, List.of())) {
      Purpose purpose = part.order().ref().purpose();
      boolean enters = purpose.opens() || purpose == Purpose.HEDGE;
      boolean counts = enters == opens && !turnsBack(leg, part);
      sum = counts ? sum.add(quantity.apply(part)) : sum;
    }
    return sum;
  }

  /** Of the orders that turn back what two others left twice. */
  private BigDecimal turned(String leg, Function<WatchedPart, BigDecimal> quantity) {
    return legs.getOrDefault(leg, List.of()).stream()
        .filter(part -> turnsBack(leg, part))
        .map(quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private boolean turnsBack(String leg, WatchedPart part) {
    return part.order().ref().purpose().exits()
        && !leg.equals(HedgeBook.NAME)
        && part.side() == request.leg(leg).action();
  }
}
