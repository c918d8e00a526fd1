package dev.legwork.invariant;

import dev.legwork.contract.Instrument;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.num.Decimals;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * 1, Conservation: a trade that has ended holds, in every contract, κ times what was asked for and
 * its residual, κ being 0 or 1, the same for all legs; what differs from that is what an open alert
 * of the trade says, exactly. A residual is there exactly in state RESIDUAL, with its open alert.
 *
 * <p>What it holds is taken from the executions that both sides know.
 */
final class Conservation implements Check {
  @Override
  public int number() {
    return 1;
  }

  @Override
  public When when() {
    return When.SETTLED;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (LedgerTrade trade : facts.trades.values()) {
      if (trade.hasEnded()) {
        check(trade, facts, findings);
      }
    }
  }

  private static void check(LedgerTrade trade, Facts facts, Findings findings) {
    if ((trade.state() == TradeState.RESIDUAL) == trade.residual().isEmpty()) {
      findings.trade(
          trade.id(),
          "state",
          "it ended %s with the residual %s: a residual and the state RESIDUAL go together"
              .formatted(trade.state(), text(trade, byContract(trade.residual()))));
    }
    List<OpenAlert> alerts = facts.alertsOf(trade.id());
    Map<Long, BigDecimal> residual = byContract(trade.residual());
    if (!residual.isEmpty() && !isSaid(residual, alerts)) {
      findings.trade(
          trade.id(),
          "residual",
          "it left %s, and no open alert says exactly that".formatted(text(trade, residual)));
    }
    Map<Long, BigDecimal> held = held(trade, facts);
    Map<Long, BigDecimal> off = nearest(trade, held, residual);
    if (!off.isEmpty() && !isSaid(off, alerts)) {
      findings.trade(
          trade.id(),
          "positions",
          "it ended %s and holds %s; that differs from its ending by %s, and no open alert says so"
              .formatted(trade.state(), text(trade, held), text(trade, off)));
    }
  }

  /** What is held beyond the ending, for the κ that the ending allows. */
  private static Map<Long, BigDecimal> nearest(
      LedgerTrade trade, Map<Long, BigDecimal> held, Map<Long, BigDecimal> residual) {
    Map<Long, BigDecimal> asked = asked(trade);
    return switch (trade.state()) {
      case COMMITTED -> difference(held, asked);
      case RESIDUAL -> {
        Map<Long, BigDecimal> flat = difference(held, residual);
        Map<Long, BigDecimal> whole = difference(difference(held, asked), residual);
        yield whole.size() < flat.size() ? whole : flat;
      }
      default -> held;
    };
  }

  private static boolean isSaid(Map<Long, BigDecimal> positions, List<OpenAlert> alerts) {
    return alerts.stream().anyMatch(alert -> byContract(alert.positions()).equals(positions));
  }

  private static Map<Long, BigDecimal> held(LedgerTrade trade, Facts facts) {
    Map<Long, BigDecimal> held = new TreeMap<>();
    for (LedgerOrder order : trade.orders()) {
      for (String leg : order.intent().legs()) {
        BigDecimal quantity = facts.fills(order, leg).signedQuantity();
        add(held, order.intent().instrument(leg).conId(), quantity);
      }
    }
    return held;
  }

  private static Map<Long, BigDecimal> asked(LedgerTrade trade) {
    Map<Long, BigDecimal> asked = new TreeMap<>();
    for (RequestedLeg leg : trade.request().legs()) {
      trade.orders().stream()
          .filter(order -> order.intent().trades(leg.name()))
          .findFirst()
          .ifPresent(
              order ->
                  add(
                      asked,
                      order.intent().instrument(leg.name()).conId(),
                      leg.action().signed(leg.quantity(trade.unitsKept()))));
    }
    return asked;
  }

  private static Map<Long, BigDecimal> byContract(List<Residual> positions) {
    Map<Long, BigDecimal> byContract = new TreeMap<>();
    positions.forEach(one -> add(byContract, one.instrument().conId(), one.position()));
    return byContract;
  }

  private static Map<Long, BigDecimal> difference(
      Map<Long, BigDecimal> a, Map<Long, BigDecimal> b) {
    Map<Long, BigDecimal> difference = new TreeMap<>(a);
    b.forEach((contract, quantity) -> add(difference, contract, quantity.negate()));
    return difference;
  }

  private static void add(Map<Long, BigDecimal> sums, long contract, BigDecimal quantity) {
    BigDecimal sum = Decimals.normal(sums.getOrDefault(contract, BigDecimal.ZERO).add(quantity));
    if (Decimals.isZero(sum)) {
      sums.remove(contract);
    } else {
      sums.put(contract, sum);
    }
  }

  private static String text(LedgerTrade trade, Map<Long, BigDecimal> positions) {
    return positions.isEmpty()
        ? "nothing"
        : positions.entrySet().stream()
            .map(e -> e.getValue().toPlainString() + " " + label(trade, e.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String label(LedgerTrade trade, long contract) {
    return trade.orders().stream()
        .flatMap(order -> order.intent().instruments().stream())
        .filter(instrument -> instrument.conId() == contract)
        .map(Instrument::label)
        .findFirst()
        .orElse("of contract " + contract);
  }
}
