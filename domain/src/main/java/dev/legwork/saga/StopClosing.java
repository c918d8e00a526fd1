package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.stop.StopScope;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How a stop closes what it guards: cancel, proof, remainder, never beyond what is held. */
final class StopClosing {
  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final StopMarket market;
  private final StopAlerts alerts;
  private final SeenPositions seen;

  StopClosing(
      Trade trade,
      TradeWorld world,
      Policy policy,
      StopMarket market,
      StopAlerts alerts,
      SeenPositions seen) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.market = market;
    this.alerts = alerts;
    this.seen = seen;
  }

  /** Returns when no order of the trade can trade any more. */
  void withdraw(Reason why) {
    if (!trade.book().live().isEmpty()) {
      new Withdrawal(trade, world).run(why);
    }
  }

  /**
   * Closes what the account still holds beyond that. While the venue trades none of it, stop orders
   * stay there: nothing else would guard it until then.
   *
   * @param leftToPeople a person was told to close it, and may have
   * @return why positions remain; null if none does
   */
  Reason down(Kept stays, boolean leftToPeople, Reason why) {
    Reason closed = closed(stays);
    if (closed != null) {
      withdrawOthers(why);
      return closed;
    }
    withdraw(why);
    AccountCheck check =
        leftToPeople
            ? AccountCheck.ofWhatPeopleClose(trade, world, seen)
            : AccountCheck.ofKept(trade, world, seen);
    return close(new Unwinding(trade, world, policy, stays.turningBack(), why, () -> {}), check);
  }

  /** Why nothing beyond that can be traded now, by the venue's hours; null: nothing says so. */
  Reason closed(Kept stays) {
    return market
        .closesAll(stays)
        .map(why -> new Reason(ReasonCode.MARKET_CLOSED, why))
        .orElse(null);
  }

  /** Waits until something beyond that may be traded, or something happens; a while at most. */
  void awaitMarket(Kept stays) {
    market.await(stays);
  }

  /**
   * The same beside stop orders of what stays: only those of what is closed are withdrawn, and none
   * while the venue is closed.
   */
  Reason besideStops(Kept stays, Reason why) {
    Reason closed = closed(stays);
    if (closed != null) {
      withdrawOthers(why);
      return closed;
    }
    Unwinding unwinding =
        new Unwinding(trade, world, policy, stays.turningBack(), why, () -> {}).besideStops();
    Reason stuck = close(unwinding, AccountCheck.ofKept(trade, world, seen));
    trade.spares(Set.of());
    return stuck;
  }

  /** Whether a stop order rests at the venue. */
  boolean stopRests() {
    return trade.book().live().stream().anyMatch(ref -> ref.purpose() == Purpose.STOP);
  }

  /** Whether an order may still trade that is no stop order. */
  boolean othersLive() {
    return trade.book().live().stream().anyMatch(ref -> ref.purpose() != Purpose.STOP);
  }

  /** All but stop orders. */
  private void withdrawOthers(Reason why) {
    Set<OrderRef> stops = new TreeSet<>(trade.book().live());
    stops.removeIf(ref -> ref.purpose() != Purpose.STOP);
    trade.spares(stops);
    if (!trade.live().isEmpty()) {
      new Withdrawal(trade, world).run(why);
    }
    trade.spares(Set.of());
  }

  private Reason close(Unwinding unwinding, AccountCheck check) {
    Reason stuck = unwinding.comparedWith(check).runOnce();
    if (!check.missing().isEmpty()) {
      alerts.missing(check.missing());
    }
    return stuck;
  }

  /** Whether an order of ours left any of it. */
  boolean isOurs() {
    return trade.book().orders().values().stream()
        .anyMatch(
            order ->
                order.intent().ref().purpose().exits() && Decimals.isPositive(order.executed()));
  }

  /** Whether by our executions nothing is left of what is guarded. */
  boolean isLeft(StopScope scope) {
    Kept due = scope.due(trade.book());
    return guarded(scope).stream().allMatch(leg -> Decimals.isZero(leg.net().subtract(due.of(leg))))
        && Decimals.isZero(due.surplus(trade.book().hedge()));
  }

  /**
   * The stop order filled at the venue while somebody else closed the same: what the account holds
   * of it now is on the other side.
   *
   * @param gone by leg name, signed: what others closed
   */
  List<Residual> tooMuch(StopScope scope, Map<String, BigDecimal> gone) {
    List<Residual> tooMuch = new ArrayList<>();
    for (LegBook leg : guarded(scope)) {
      BigDecimal sign = leg.leg().action().signed(BigDecimal.ONE);
      BigDecimal taken = gone.getOrDefault(leg.leg().name(), BigDecimal.ZERO);
      BigDecimal beyond = leg.net().subtract(taken).multiply(sign).min(BigDecimal.ZERO);
      if (!Decimals.isZero(beyond)) {
        tooMuch.add(new Residual(leg.instrument(), Decimals.normal(beyond.multiply(sign))));
      }
    }
    return tooMuch;
  }

  private List<LegBook> guarded(StopScope scope) {
    return trade.book().legs().stream().filter(leg -> scope.guards(leg.leg())).toList();
  }
}
