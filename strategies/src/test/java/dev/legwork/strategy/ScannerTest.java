package dev.legwork.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranking over underlyings, expiries and strategies, and the funnel. */
class ScannerTest {
  private final Strategy sfr = Scans.free("SFR");
  private final Strategy synthetic = Scans.free("SYNTHETIC");

  @Test
  void theBestIsTheBestOfAllUnderlyingsAndExpiries() {
    ChainSnapshot poor = conversion("AAA", 30, "4.60").build();
    ChainSnapshot rich = conversion("BBB", 30, "5.10").build();
    ChainSnapshot richest = conversion("CCC", 35, "5.30").build();

    ScanOutcome outcome = Scanner.scan(List.of(sfr), List.of(poor, richest, rich));

    assertThat(outcome.opportunities())
        .extracting(Opportunity::symbol)
        .containsExactly("CCC", "BBB", "AAA");
    assertThat(outcome.best().orElseThrow().components().get("profit")).isEqualByComparingTo("1");
  }

  @Test
  void scoresOfProfitAreRelativeToTheBestOfThePass() {
    ChainSnapshot poor = conversion("AAA", 30, "4.60").build();
    ChainSnapshot rich = conversion("BBB", 30, "5.10").build();

    Opportunity alone = Scanner.scan(List.of(sfr), List.of(poor)).best().orElseThrow();
    Opportunity second = Scanner.scan(List.of(sfr), List.of(rich, poor)).opportunities().get(1);

    // 0.38 beside 0.88: (0.4318)^0.8.
    assertThat(alone.components().get("profit")).isEqualByComparingTo("1");
    assertThat(second.components().get("profit")).isEqualByComparingTo("0.510788");
  }

  @Test
  void theOrderOfLookingChangesNothing() {
    List<ChainSnapshot> there =
        List.of(conversion("AAA", 30, "5.10").build(), conversion("BBB", 30, "5.10").build());

    assertThat(Scanner.scan(List.of(sfr), there).opportunities())
        .isEqualTo(Scanner.scan(List.of(sfr), there.reversed()).opportunities());
  }

  @Test
  void aHigherPriorityGoesBeforeAHigherScore() {
    ChainBuilder both =
        conversion("AAA", 30, "4.60")
            .dte(25)
            .call("100", "3.00", "3.10", 900)
            .put("98", "1", "1.1", 900);

    ScanOutcome usual = Scanner.scan(List.of(synthetic, sfr), List.of(both.build()));
    ScanOutcome turned =
        Scanner.scan(
            List.of(Scans.free("SYNTHETIC", "priority", "101"), sfr), List.of(both.build()));

    assertThat(usual.opportunities())
        .extracting(Opportunity::strategy)
        .containsExactly("SFR", "SYNTHETIC");
    assertThat(usual.best().orElseThrow().score())
        .isLessThan(usual.opportunities().getLast().score());
    assertThat(turned.best().orElseThrow().strategy()).isEqualTo("SYNTHETIC");
  }

  @Test
  void theSameLegsAreOneOpportunityWhoeverFindsThem() {
    ScanOutcome outcome =
        Scanner.scan(
            List.of(sfr, Scans.free("SFR", "priority", "1")),
            List.of(conversion("AAA", 30, "5.10").build()));

    assertThat(outcome.opportunities()).hasSize(1);
    assertThat(outcome.best().orElseThrow().priority()).isEqualTo(100);
    assertThat(outcome.funnels()).hasSize(2);
  }

  @Test
  void onlyTheBestAreToldOfAndAllAreCounted() {
    ChainBuilder chain = conversion("AAA", 30, "5.10");
    chain.dte(31).call("99", "5.10", "5.20", 100).put("98", "2.15", "2.20", 100);

    ScanOutcome outcome =
        Scanner.scan(List.of(Scans.free("SFR", "most", "1")), List.of(chain.build()));

    assertThat(outcome.opportunities()).hasSize(1);
    assertThat(outcome.funnels().getFirst().opportunities()).isEqualTo(2);
  }

  @Test
  void funnelsOfPassesAddUp() {
    ChainSnapshot chain = conversion("AAA", 30, "5.10").build();
    Funnel one = Scans.scan(sfr, chain).funnels().getFirst();

    Funnel two = one.plus(one);

    assertThat(two)
        .isEqualTo(Scanner.scan(List.of(sfr), List.of(chain, chain)).funnels().getFirst());
  }

  private static ChainBuilder conversion(String symbol, int dte, String callBid) {
    return ChainBuilder.of(symbol)
        .stock("100.00", "100.02")
        .dte(dte)
        .call(
            "99", callBid, new BigDecimal(callBid).add(new BigDecimal("0.10")).toPlainString(), 100)
        .put("98", "2.15", "2.20", 100);
  }
}
