package dev.legwork.workflow.session;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.OpportunityLeg;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Conversions that a session may find. */
final class Opportunities {
  private static final LocalDate DAY = LocalDate.of(2014, 6, 6);
  private static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);

  private Opportunities() {}

  static Opportunity conversion(String id) {
    return new Opportunity(
        id,
        "SFR",
        100,
        "TWX",
        Instant.parse("2014-06-06T14:00:00Z"),
        DAY,
        List.of(
            leg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), "69.6"),
            leg("put", Side.BUY, 1, option(OptionRight.PUT), "1.3"),
            leg("call", Side.SELL, 1, option(OptionRight.CALL), "1.2")),
        1,
        figures(),
        Decimals.of("69.72"),
        Decimals.of("69.7"),
        Decimals.of("69.9"),
        "risk-free",
        Decimals.of("0.9"),
        Map.of());
  }

  private static OpportunityLeg leg(
      String name, Side action, int ratio, ContractSpec contract, String price) {
    return new OpportunityLeg(
        name, action, ratio, contract, Decimals.of(price), Decimals.of("1000"));
  }

  private static ContractSpec option(OptionRight right) {
    return ContractSpec.option("TWX", EXPIRY, Decimals.of("70"), right);
  }

  private static Figures figures() {
    return new Figures(
        Decimals.of("69.7"),
        Decimals.of("0.3"),
        Decimals.of("0.3"),
        Decimals.of("0.35"),
        Decimals.of("0.43"),
        Decimals.of("5"),
        Decimals.of("1"),
        Decimals.of("0"),
        Decimals.of("24"),
        Decimals.of("24"));
  }
}
