package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.contract.Instrument;
import dev.legwork.invariant.LedgerTruth.ForeignPosition;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.report.Fee;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * 5, Ledger = broker: the executions that count are the same on both sides, each once; fees equal
 * the broker's or are marked as pending; and in every contract that we traded, our executions and
 * what is foreign add up to the broker's position, or a divergence about it is open.
 *
 * <p>What the broker tells of today only is compared as far as it goes: an execution that only the
 * ledger has may be of yesterday. What is foreign is then what reconciliation has recorded.
 */
final class LedgerIsBroker implements Check {
  private static final int FEE_PLACES = 6;

  private record Contract(String account, long conId) {}

  @Override
  public int number() {
    return 5;
  }

  @Override
  public When when() {
    return When.SETTLED;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    TreeSet<OrderRef> refs = new TreeSet<>(facts.brokerFills.keySet());
    refs.addAll(facts.ledgerFills.keySet());
    refs.forEach(ref -> sameFills(ref, facts, findings));
    facts.broker.fills().forEach(row -> sameFee(row, facts, findings));
    samePositions(facts, findings);
  }

  private static void sameFills(OrderRef ref, Facts facts, Findings findings) {
    Fills broker = facts.brokerFills.getOrDefault(ref, Fills.NONE);
    Fills ledger = facts.ledgerFills.getOrDefault(ref, Fills.NONE);
    if (ledger.effective().stream().anyMatch(Fill::isManual)) {
      sameQuantity(ref, broker, ledger, facts, findings);
      return;
    }
    broker
        .byKey()
        .forEach(
            (key, fill) -> {
              Fill ours = ledger.byKey().get(key);
              if (ours == null && Decimals.isPositive(fill.quantity())) {
                findings.order(ref, "the ledger lacks the execution " + text(fill));
              } else if (ours != null && !isSame(ours, fill)) {
                findings.order(
                    ref, "the broker executed " + text(fill) + ", the ledger counts " + text(ours));
              }
            });
    if (facts.broker.isWhole()) {
      ledger
          .byKey()
          .forEach(
              (key, fill) -> {
                if (!broker.byKey().containsKey(key)) {
                  findings.order(
                      ref, "the ledger counts " + text(fill) + ", which the broker never executed");
                }
              });
    }
  }

  /**
   * Where a person vouched for a part of it, the sums must be the same, as far as both are known.
   */
  private static void sameQuantity(
      OrderRef ref, Fills broker, Fills ledger, Facts facts, Findings findings) {
    int more = broker.quantity().compareTo(ledger.quantity());
    if (more > 0 || (more < 0 && facts.broker.isWhole())) {
      findings.order(
          ref,
          "the broker executed %s, the ledger counts %s with what a person vouched for"
              .formatted(broker.quantity().toPlainString(), ledger.quantity().toPlainString()));
    }
  }

  private static boolean isSame(Fill ours, Fill theirs) {
    return ours.side() == theirs.side()
        && ours.quantity().equals(theirs.quantity())
        && ours.price().equals(theirs.price());
  }

  private static void sameFee(BrokerFill row, Facts facts, Findings findings) {
    OrderRef ref = row.ref().orElse(null);
    LedgerTrade trade = ref == null ? null : facts.trades.get(ref.executionId());
    boolean counts =
        ref != null && row.fill().equals(facts.brokerFills.get(ref).byKey().get(row.fill().key()));
    if (trade == null
        || !counts
        || isVouchedFor(row, facts)
        || row.fee() == null
        || row.fill().quantity().signum() == 0) {
      return;
    }
    Fee ours =
        trade.fees().stream()
            .filter(fee -> fee.execId().equals(row.fill().execId()))
            .findFirst()
            .orElse(null);
    boolean known = ours != null || hasFeeOfEarlierVersion(trade, row);
    boolean pending = trade.report() == null || trade.report().feesPending();
    if (!known && !pending) {
      findings.order(
          ref, "the fee of " + row.text() + " is not known, and the report does not say so");
    } else if (ours != null && !isSameAmount(ours.amount(), row.fee())) {
      findings.order(
          ref,
          "the broker charges %s for %s, the ledger counts %s"
              .formatted(row.fee().toPlainString(), row.text(), ours.amount().toPlainString()));
    }
  }

  /** Nobody knows the fee of an execution that the ledger was never told of. */
  private static boolean isVouchedFor(BrokerFill row, Facts facts) {
    Fills ledger = facts.ledgerFills.getOrDefault(row.ref().orElseThrow(), Fills.NONE);
    return !ledger.byKey().containsKey(row.fill().key())
        && ledger.effective().stream().anyMatch(Fill::isManual);
  }

  /** To a millionth: brokers round what they show. */
  private static boolean isSameAmount(BigDecimal ours, BigDecimal theirs) {
    return ours.setScale(FEE_PLACES, RoundingMode.HALF_UP)
        .equals(theirs.setScale(FEE_PLACES, RoundingMode.HALF_UP));
  }

  private static boolean hasFeeOfEarlierVersion(LedgerTrade trade, BrokerFill row) {
    return trade.fees().stream()
        .anyMatch(
            fee ->
                fee.execId().lastIndexOf('.') > 0
                    && fee.execId()
                        .substring(0, fee.execId().lastIndexOf('.'))
                        .equals(row.fill().key()));
  }

  private static void samePositions(Facts facts, Findings findings) {
    Map<Contract, BigDecimal> expected = new LinkedHashMap<>();
    Map<Contract, String> labels = new HashMap<>();
    for (LedgerOrder order : facts.intents.values()) {
      for (String leg : order.intent().legs()) {
        Instrument instrument = order.intent().instrument(leg);
        Contract contract = new Contract(order.intent().account(), instrument.conId());
        labels.put(contract, instrument.label());
        expected.merge(contract, facts.fills(order, leg).signedQuantity(), BigDecimal::add);
      }
    }
    foreign(facts)
        .forEach(
            (contract, quantity) ->
                expected.computeIfPresent(contract, (c, sum) -> sum.add(quantity)));
    Map<Contract, BigDecimal> held = new HashMap<>();
    facts
        .broker
        .positions()
        .forEach(row -> held.put(new Contract(row.account(), row.conId()), row.quantity()));
    expected.forEach(
        (contract, quantity) -> {
          BigDecimal theirs = held.getOrDefault(contract, BigDecimal.ZERO);
          if (theirs.compareTo(quantity) != 0 && !isKnown(contract, facts)) {
            findings.account(
                contract.account(),
                "the broker holds %s %s, our executions and what is foreign make %s, and no open"
                        .formatted(
                            theirs.toPlainString(),
                            labels.get(contract),
                            Decimals.normal(quantity).toPlainString())
                    + " divergence says so");
          }
        });
  }

  private static Map<Contract, BigDecimal> foreign(Facts facts) {
    Map<Contract, BigDecimal> foreign = new HashMap<>();
    if (facts.broker.isWhole()) {
      Map<Contract, Fills> byContract = new HashMap<>();
      for (BrokerFill row : facts.broker.fills()) {
        if (row.ref().isEmpty() || !facts.intents.containsKey(row.ref().get())) {
          Contract contract = new Contract(row.account(), row.conId());
          byContract.merge(
              contract, Fills.NONE.with(row.fill()), (all, one) -> all.with(row.fill()));
        }
      }
      byContract.forEach((contract, fills) -> foreign.put(contract, fills.signedQuantity()));
    } else {
      for (ForeignPosition row : facts.ledger.foreign()) {
        foreign.merge(new Contract(row.account(), row.conId()), row.quantity(), BigDecimal::add);
      }
    }
    return foreign;
  }

  private static boolean isKnown(Contract contract, Facts facts) {
    return facts.ledger.divergences().stream()
        .anyMatch(
            open -> open.account().equals(contract.account()) && open.conId() == contract.conId());
  }

  private static String text(Fill fill) {
    return "%s %s @ %s (%s)"
        .formatted(
            fill.side(),
            fill.quantity().toPlainString(),
            fill.price().toPlainString(),
            fill.execId());
  }
}
