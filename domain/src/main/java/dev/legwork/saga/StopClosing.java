package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.stop.StopScope;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a stop closes what it guards: cancel, proof, remainder, never beyond what is held. */
final class StopClosing {
  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final StopAlerts alerts;

  StopClosing(Trade trade, TradeWorld world, Policy policy, StopAlerts alerts) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.alerts = alerts;
  }

  /** Returns when no order of the trade can trade any more. */
  void withdraw(Reason why) {
    if (!trade.book().live().isEmpty()) {
      new Withdrawal(trade, world).run(why);
    }
  }

  /**
   * Closes what the account still holds beyond that.
   *
   * @return why positions remain; null if none does
   */
  Reason down(Kept stays, Reason why) {
    withdraw(why);
    AccountCheck check = AccountCheck.ofKept(trade, world);
    Reason stuck =
        new Unwinding(trade, world, policy, stays.turningBack(), why, () -> {})
            .comparedWith(check)
            .runOnce();
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
