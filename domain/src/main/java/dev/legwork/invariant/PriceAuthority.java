package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Side;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * 8, Price authority: whenever opening orders were stored that would complete the trade, all of
 * them at their limits, together with what had executed, cost no more than the bound, {@code
 * netLimit × M × quantity}; every order has a limit (there is no state EMERGENCY yet), and no
 * opening order filled worse than its own.
 *
 * <p>While some leg is missing (refused, ended) there is no net to speak of. The collars of
 * unwinding orders are relative to quotes that neither side keeps; the desk's own tests hold them.
 */
final class PriceAuthority implements Check {
  private static final int FIRST_VERSION = 1;

  @Override
  public int number() {
    return 8;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (BrokerOrder order : facts.broker.orders()) {
      if (order.limit() == null) {
        order.ref().ifPresent(ref -> findings.order(ref, "has no limit at the broker"));
      }
    }
    for (LedgerTrade trade : facts.trades.values()) {
      for (LedgerOrder order : trade.orders()) {
        if (order.ref().purpose().opens()) {
          insideBound(trade, order, findings);
          insideLimit(order, facts, findings);
        }
      }
    }
  }

  private static void insideBound(LedgerTrade trade, LedgerOrder newest, Findings findings) {
    Instant then = newest.storedAt();
    BigDecimal cash = BigDecimal.ZERO;
    for (LedgerOrder order : trade.orders()) {
      cash = order.intent().isCombo() ? cash.add(ComboCash.atMost(trade, order, then)) : cash;
    }
    for (RequestedLeg leg : trade.request().legs()) {
      BigDecimal covered = BigDecimal.ZERO;
      for (LedgerOrder order : openingOf(trade, leg)) {
        BigDecimal ordered = order.intent().quantity(leg.name(), order.intent().quantity());
        BigDecimal executed = Replay.executedBy(trade, order, leg.name(), then);
        BigDecimal remaining =
            Replay.wasOpen(order, then)
                ? ordered.subtract(executed).max(BigDecimal.ZERO)
                : BigDecimal.ZERO;
        BigDecimal sum =
            order.intent().isCombo()
                ? BigDecimal.ZERO
                : Replay.withoutOverFill(
                        Replay.fillsBy(trade, order, leg.name(), then).signedPriceSum(),
                        executed,
                        ordered)
                    .add(order.intent().side().signed(remaining.multiply(order.intent().limit())));
        covered = covered.add(executed).add(remaining);
        cash = cash.add(sum.multiply(Decimals.of(leg.contract().multiplier())));
      }
      if (covered.compareTo(leg.quantity(trade.request().quantity())) < 0) {
        return;
      }
    }
    if (cash.compareTo(trade.request().cashBound()) > 0) {
      findings.order(
          newest.ref(),
          "with it the trade may cost %s USD, and its bound is %s USD"
              .formatted(
                  Decimals.normal(cash).toPlainString(),
                  trade.request().cashBound().toPlainString()));
    }
  }

  private static List<LedgerOrder> openingOf(LedgerTrade trade, RequestedLeg leg) {
    return trade.orders().stream()
        .filter(order -> order.intent().trades(leg.name()))
        .filter(order -> order.ref().purpose().opens())
        .toList();
  }

  /** A correction of a price is the broker's own; the first word counts. */
  private static void insideLimit(LedgerOrder order, Facts facts, Findings findings) {
    if (order.intent().isCombo()) {
      ComboCash.beyondLimit(order, facts.fills(order.ref()))
          .ifPresent(what -> findings.order(order.ref(), what));
      return;
    }
    for (Fill fill : facts.fills(order.ref()).effective()) {
      int worse = fill.price().compareTo(order.intent().limit());
      boolean beyond = order.intent().side() == Side.BUY ? worse > 0 : worse < 0;
      if (beyond && fill.revision() <= FIRST_VERSION && fill.quantity().signum() > 0) {
        findings.order(
            order.ref(),
            "executed %s at %s, worse than its limit %s"
                .formatted(
                    fill.quantity().toPlainString(),
                    fill.price().toPlainString(),
                    order.intent().limit().toPlainString()));
      }
    }
  }
}
