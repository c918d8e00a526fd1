package dev.legwork.desk.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.DeskLedger;
import dev.legwork.desk.DeskLedger.WaveStored;
import dev.legwork.guard.GuardLimits;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Trades that open and end in any order: what the account's rows say of its limits. */
class LimitProperties {
  private static final Instrument STOCK =
      new Instrument(
          11,
          ContractSpec.stock("TWX"),
          "SMART",
          "USD",
          "TWX",
          PriceIncrements.uniform(Decimals.of("0.01")));
  private static final LocalDate DAY = LocalDate.of(2014, 6, 6);
  private static final int PRICE = 10;

  /**
   * A trade opens, or ends.
   *
   * @param end null: it opens
   */
  record Step(int trade, int shares, TradeState end) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<TradeState> ends =
        Arbitraries.of(
                TradeState.COMMITTED,
                TradeState.UNWOUND,
                TradeState.NOT_FILLED,
                TradeState.RESIDUAL)
            .injectNull(0.6);
    return Combinators.combine(
            Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 40), ends)
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static DeskLedger.Wave wave(Step step) {
    String id = "t" + step.trade();
    OrderIntent intent =
        new OrderIntent(
            new OrderRef(id, "stock", Purpose.ENTRY, 1),
            "DU1",
            STOCK,
            Side.BUY,
            BigDecimal.valueOf(step.shares()),
            BigDecimal.valueOf(PRICE),
            null);
    return new DeskLedger.Wave(id, List.of(intent), OptionalLong.of(1), 0, 0, 0, DAY, Map.of());
  }

  private static InMemoryDeskLedger ledger(GuardLimits limits) {
    InMemoryDeskLedger ledger = new InMemoryDeskLedger(1, () -> Instant.EPOCH);
    ledger.limits(limits);
    return ledger;
  }

  /** Invariant 12; and nothing is bound that no trade holds, or forgotten that one does. */
  @Property
  void bindsExactlyWhatTheTradesHoldAndNeverMoreThanTheLimit(@ForAll("steps") List<Step> steps) {
    BigDecimal limit = BigDecimal.valueOf(1_000);
    InMemoryDeskLedger ledger =
        ledger(new GuardLimits(limit, null, 99, 6, 99, 99, Duration.ZERO, null));
    Map<Integer, BigDecimal> held = new HashMap<>();
    for (Step step : steps) {
      if (step.end() == null) {
        if (ledger.storeWave(wave(step)) instanceof WaveStored.Stored) {
          held.put(step.trade(), BigDecimal.valueOf((long) step.shares() * PRICE));
        }
      } else {
        ledger.ended("t" + step.trade(), step.end());
        if (step.end() != TradeState.COMMITTED && step.end() != TradeState.RESIDUAL) {
          held.remove(step.trade());
        }
      }
      assertThat(ledger.bound()).isLessThanOrEqualTo(limit);
      assertThat(ledger.bound())
          .isEqualByComparingTo(held.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  @Property
  void beginsNothingOnceTheSessionHasUndoneAsManyTradesAsItMay(@ForAll("steps") List<Step> steps) {
    InMemoryDeskLedger ledger =
        ledger(new GuardLimits(null, null, 99, 6, 3, 99, Duration.ZERO, null));
    Map<Integer, Boolean> undone = new HashMap<>();
    for (Step step : steps) {
      boolean limit = undone.values().stream().filter(is -> is).count() >= 3;
      if (step.end() == null) {
        boolean stored = ledger.storeWave(wave(step)) instanceof WaveStored.Stored;
        assertThat(stored && limit).as("begun beyond the limit").isFalse();
        if (stored) {
          undone.put(step.trade(), false);
        }
      } else {
        ledger.ended("t" + step.trade(), step.end());
        boolean rolledBack = step.end() == TradeState.UNWOUND || step.end() == TradeState.RESIDUAL;
        undone.computeIfPresent(step.trade(), (trade, was) -> was || rolledBack);
      }
    }
  }
}
