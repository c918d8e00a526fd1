package dev.legwork.report;

import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeShapeTest {

  @ParameterizedTest
  @CsvSource({
    "+100, SINGLE",
    "+100 +P70 -C70, CONVERSION",
    "-100 -P70 +C70, REVERSAL",
    "+100 +P70 -C75, COLLAR",
    "+100 +P75 -C70, CUSTOM",
    "+200 +P70 -C70, CUSTOM",
    "+100 -P70 -C70, CUSTOM",
    "-P95 +P90, VERTICAL",
    "+C95 -C90, VERTICAL",
    "+C95 +C90, CUSTOM",
    "+P95 +C100, STRANGLE",
    "-P95 -C95, STRANGLE",
    "+P95 -C100, CUSTOM",
    "+P90 -P95 -C105 +C110, IRON_CONDOR",
    "-P90 +P95 +C105 -C110, CUSTOM",
    "+C90 -C95 +P95 -P90, BOX",
    "-C90 +C95 -P95 +P90, BOX",
    "+100 -C90, CUSTOM",
    "+100 +P70 -C70 -C75, CUSTOM"
  })
  void isKnownByItsLegs(String legs, TradeShape shape) {
    assertThat(TradeShape.of(request(legs.split(" ")))).isEqualTo(shape);
  }

  private static ExecutionRequest request(String... legs) {
    List<RequestedLeg> requested = new ArrayList<>();
    for (String leg : legs) {
      Side side = leg.charAt(0) == '+' ? Side.BUY : Side.SELL;
      String what = leg.substring(1);
      requested.add(
          Character.isDigit(what.charAt(0))
              ? new RequestedLeg(
                  "l" + requested.size(),
                  side,
                  Integer.parseInt(what),
                  ContractSpec.stock("TWX"),
                  null)
              : new RequestedLeg("l" + requested.size(), side, 1, option(what), null));
    }
    return new ExecutionRequest(
        "twx-0001",
        "DU1000001",
        null,
        "TWX",
        requested,
        1,
        usd("1"),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static ContractSpec option(String what) {
    return ContractSpec.option(
        "TWX",
        LocalDate.of(2014, 6, 20),
        usd(what.substring(1)),
        what.charAt(0) == 'P' ? OptionRight.PUT : OptionRight.CALL);
  }
}
