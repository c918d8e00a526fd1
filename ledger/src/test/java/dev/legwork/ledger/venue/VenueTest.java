package dev.legwork.ledger.venue;

import static dev.legwork.ledger.Trades.CALL;
import static dev.legwork.ledger.Trades.DAY;
import static dev.legwork.ledger.Trades.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.contract.PriceIncrements.Band;
import dev.legwork.ledger.TestLedger;
import dev.legwork.num.Decimals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenueTest {
  private static final PriceIncrements PENNY_PILOT =
      new PriceIncrements(
          List.of(
              new Band(Decimals.of("0"), Decimals.of("0.01")),
              new Band(Decimals.of("3"), Decimals.of("0.05"))));

  private final ContractCache contracts = TestLedger.ledger().contracts();
  private final VenueClock clocks = TestLedger.ledger().clocks();
  private final String venue = "venue-" + TestLedger.account();

  @Test
  void findsAContractOnTheDayItWasConfirmed() {
    contracts.store(venue, CALL.spec(), CALL, DAY);

    assertThat(contracts.find(venue, CALL.spec(), DAY)).contains(CALL);
    assertThat(contracts.find(venue, PUT.spec(), DAY)).isEmpty();
    assertThat(contracts.find("another", CALL.spec(), DAY)).isEmpty();
    assertThat(contracts.find(venue, CALL.spec(), DAY.plusDays(1))).isEmpty();
  }

  @Test
  void replacesAContractOnTheNextDay() {
    contracts.store(venue, CALL.spec(), CALL, DAY);
    contracts.store(venue, CALL.spec(), CALL, DAY.plusDays(1));

    assertThat(contracts.find(venue, CALL.spec(), DAY)).isEmpty();
    assertThat(contracts.find(venue, CALL.spec(), DAY.plusDays(1))).contains(CALL);
  }

  @Test
  void findsAMarketRuleOnTheDayItWasTold() {
    contracts.storeRule(venue, 110, PriceIncrements.uniform(Decimals.of("0.05")), DAY);
    contracts.storeRule(venue, 110, PENNY_PILOT, DAY);

    assertThat(contracts.findRule(venue, 110, DAY)).contains(PENNY_PILOT);
    assertThat(contracts.findRule(venue, 26, DAY)).isEmpty();
    assertThat(contracts.findRule(venue, 110, DAY.plusDays(1))).isEmpty();
  }

  @Test
  void knowsHowFarAVenuesClockIsAhead() {
    assertThat(clocks.offset(venue)).isEmpty();

    clocks.store(venue, Duration.ofDays(-4000));
    clocks.store(venue, Duration.ofMillis(-1500));

    assertThat(clocks.offset(venue)).contains(Duration.ofMillis(-1500));
  }
}
