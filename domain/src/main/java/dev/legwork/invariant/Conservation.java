package dev.legwork.invariant;

import dev.legwork.book.HedgeBook;
import dev.legwork.contract.Instrument;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.num.Decimals;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Map<Long, BigDecimal> held = held(trade, facts);
    Map<Long, BigDecimal> residual = byContract(trade.residual());
    Map<Long, BigDecimal> stays = standing(trade, residual, held);
    if (!stays.isEmpty() && !isSaid(stays, alerts)) {
      findings.trade(
          trade.id(),
          "residual",
          "it left %s, and no open alert says exactly that".formatted(text(trade, stays)));
    }
    List<Map<Long, BigDecimal>> off =
        allowed(trade, residual, held).stream().map(may -> difference(held, may)).toList();
    if (off.stream().noneMatch(one -> one.isEmpty() || isSaid(one, alerts))) {
      Map<Long, BigDecimal> least = Collections.min(off, Comparator.comparingInt(Map::size));
      findings.trade(
          trade.id(),
          "positions",
          "it ended %s and holds %s; that differs from its ending by %s, and no open alert says so"
              .formatted(trade.state(), text(trade, held), text(trade, least)));
    }
  }

  /**
   * What is still there of the residual that the ending named, and has an alert of its own. After a
   * person has ended the stop, all that differs from whole units has one.
   */
  private static Map<Long, BigDecimal> standing(
      LedgerTrade trade, Map<Long, BigDecimal> named, Map<Long, BigDecimal> held) {
    if (ended(trade) == null) {
      return named;
    }
    Map<Long, BigDecimal> stays = new TreeMap<>();
    if (trade.stop().whole() || ended(trade) == StopState.CANCELLED) {
      return stays;
    }
    Map<Long, BigDecimal> asked = asked(trade);
    named.forEach(
        (contract, position) -> {
          String leg = guardedLeg(trade, contract);
          BigDecimal beside =
              held.getOrDefault(contract, BigDecimal.ZERO)
                  .subtract(asked.getOrDefault(contract, BigDecimal.ZERO));
          add(
              stays,
              contract,
              leg == null
                  ? between(BigDecimal.ZERO, position, beside)
                  : besides(trade, leg, position));
        });
    return stays;
  }

  /** The leg of this contract that the stop guards; null if none is. */
  private static String guardedLeg(LedgerTrade trade, long contract) {
    return trade.orders().stream()
        .map(LedgerOrder::intent)
        .flatMap(
            order -> order.legs().stream().filter(leg -> order.instrument(leg).conId() == contract))
        .filter(leg -> guards(trade, leg))
        .findFirst()
        .orElse(null);
  }

  /** How the stop ended, also while something that came later is put right; null before. */
  private static StopState ended(LedgerTrade trade) {
    StopStatus stop = trade.stop();
    return stop == null || (stop.ended() == null && !stop.state().isOver())
        ? null
        : Objects.requireNonNullElse(stop.ended(), stop.state());
  }

  /** What may be held, for each κ that the ending allows. */
  private static List<Map<Long, BigDecimal>> allowed(
      LedgerTrade trade, Map<Long, BigDecimal> residual, Map<Long, BigDecimal> held) {
    Map<Long, BigDecimal> asked = asked(trade);
    return switch (trade.state()) {
      case COMMITTED -> List.of(guarded(trade, asked, Map.of(), held));
      case RESIDUAL ->
          List.of(guarded(trade, Map.of(), residual, held), guarded(trade, asked, residual, held));
      default -> List.of(Map.of());
    };
  }

  /**
   * What an ended trade may hold. What its protective stop guards goes from what the trade ended
   * with to nothing of it while the stop stands, and is what the stop told once it was over; what
   * was over-filled and named in the ending stays beside it, unless all is closed. Once a person
   * has ended the stop, it is whole units, and an alert tells of all else.
   */
  private static Map<Long, BigDecimal> guarded(
      LedgerTrade trade,
      Map<Long, BigDecimal> asked,
      Map<Long, BigDecimal> named,
      Map<Long, BigDecimal> held) {
    StopState ended = ended(trade);
    if (ended == StopState.CANCELLED) {
      return asked;
    }
    Map<Long, BigDecimal> may = sum(asked, named);
    if (trade.stop() == null) {
      return may;
    }
    for (LedgerOrder order : trade.orders()) {
      for (String leg : order.intent().legs()) {
        long contract = order.intent().instrument(leg).conId();
        if (guards(trade, leg)) {
          BigDecimal most =
              asked
                  .getOrDefault(contract, BigDecimal.ZERO)
                  .add(named.getOrDefault(contract, BigDecimal.ZERO));
          BigDecimal stays =
              trade.stop().whole() ? BigDecimal.ZERO : besides(trade, leg, named.get(contract));
          BigDecimal now = held.getOrDefault(contract, BigDecimal.ZERO);
          may.put(contract, ended != null ? stays : between(stays, most, now));
        }
      }
    }
    trade.stop().left().forEach(one -> add(may, one.instrument().conId(), one.position()));
    return may;
  }

  private static boolean guards(LedgerTrade trade, String leg) {
    ProtectiveStop stop = trade.request().stop();
    return trade.stop().whole()
        || (stop != null
            && !leg.equals(HedgeBook.NAME)
            && (stop.isGroup() || stop.leg().equals(leg)));
  }

  /** What was over-filled of a leg; what is missing of it is not. */
  private static BigDecimal besides(LedgerTrade trade, String leg, BigDecimal named) {
    boolean isMore = named != null && trade.request().leg(leg).action().signed(named).signum() > 0;
    return isMore ? named : BigDecimal.ZERO;
  }

  private static BigDecimal between(BigDecimal one, BigDecimal other, BigDecimal now) {
    return now.max(one.min(other)).min(one.max(other));
  }

  private static Map<Long, BigDecimal> sum(Map<Long, BigDecimal> a, Map<Long, BigDecimal> b) {
    Map<Long, BigDecimal> sum = new TreeMap<>(a);
    b.forEach((contract, quantity) -> add(sum, contract, quantity));
    return sum;
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
