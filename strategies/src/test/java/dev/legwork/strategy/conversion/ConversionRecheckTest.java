package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Recheck;
import dev.legwork.strategy.Scans;
import dev.legwork.strategy.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second look just before placing. */
class ConversionRecheckTest {
  private final Strategy sfr = Scans.free("SFR", "cost-limit", "none");
  private final Opportunity seen = Scans.only(sfr, Golden.sfr().build());

  @Test
  void standsWithThePricesOfTheNewSnapshot() {
    Recheck again = sfr.recheck(seen, Golden.sfr().call("150", "8.60", "8.80", 500).build());

    assertThat(again).isInstanceOf(Recheck.Stands.class);
    Opportunity now = ((Recheck.Stands) again).opportunity();
    assertThat(now.id()).isEqualTo(seen.id());
    assertThat(now.figures().minProfit()).isEqualByComparingTo("0.40");
    assertThat(now.score()).isEqualByComparingTo(seen.score());
  }

  @Test
  void fallsWhenTheProfitIsGone() {
    assertThat(code(Golden.sfr().call("150", "8.20", "9.20", 500)))
        .isEqualTo("ARBITRAGE_CONDITION_NOT_MET");
  }

  @Test
  void fallsWhenAQuoteWentStaleOrTheStockWasHalted() {
    assertThat(code(sfr.recheck(seen, Golden.sfr().build(ChainBuilder.NOW.plusMillis(5_001)))))
        .isEqualTo("STOCK_QUOTE_STALE");
    assertThat(code(Golden.sfr().stock(s -> s.halted(true)))).isEqualTo("STOCK_HALTED");
  }

  @Test
  void standsAlsoWhenTheStrikesAreNoLongerNearest() {
    ChainBuilder denser = Golden.sfr();
    for (String strike : List.of("151", "152", "153", "154", "155")) {
      denser.call(strike, "0.10", "0.20").put(strike, "9.10", "9.20");
    }

    assertThat(sfr.recheck(seen, denser.build())).isInstanceOf(Recheck.Stands.class);
    assertThat(Scans.scan(sfr, denser.build()).opportunities()).isEmpty();
  }

  @Test
  void fallsWhenTheExpiryOrAStrikeIsGone() {
    assertThat(code(ChainBuilder.of("XYZ").stock("153.68", "153.70")))
        .isEqualTo("NOT_THERE_ANY_MORE");
  }

  /** The venue's number of the call is not that of the contract that was chosen. */
  @Test
  void fallsWhenAContractIsAnother() {
    ContractSpec chosen = seen.leg("call").contract();
    ContractSpec other =
        new ContractSpec(
            chosen.type(),
            chosen.symbol(),
            chosen.expiry(),
            chosen.strike(),
            OptionRight.CALL,
            chosen.multiplier(),
            null,
            4711L);
    OptionSeries series = OptionSeries.of(List.of(other, seen.leg("put").contract()));
    ChainSnapshot golden = Golden.sfr().build();
    ExpiryChain before = golden.expiries().getFirst();
    ExpiryChain after =
        new ExpiryChain(
            series,
            new Ticker[] {before.call(0), before.call(1)},
            new Ticker[] {before.put(0), before.put(1)});
    ChainSnapshot now =
        ChainSnapshot.of(golden.at(), golden.stock(), golden.stockTicker(), List.of(after));

    assertThat(code(sfr.recheck(seen, now))).isEqualTo("CONTRACT_MISMATCH");
  }

  private String code(ChainBuilder now) {
    return code(sfr.recheck(seen, now.build()));
  }

  private static String code(Recheck recheck) {
    return recheck instanceof Recheck.Fallen fallen ? fallen.code() : "stands";
  }
}
