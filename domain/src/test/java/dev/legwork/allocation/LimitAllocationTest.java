package dev.legwork.allocation;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitAllocationTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(60);

  @Test
  void netOfAConversionIsStockPlusPutMinusCall() {
    ExecutionRequest request = Conversion.units(3, "69.72");
    Map<String, BigDecimal> prices =
        Map.of("stock", d("69.60"), "put", d("1.20"), "call", d("1.25"));

    assertThat(NetPrice.of(request, leg -> prices.get(leg.name()))).isEqualTo(d("69.55"));
  }

  @Test
  void sharesTheSlackByHalfSpreadAndRoundsToTheSafeSide() {
    // Slack 0.12; half-spreads 0.01, 0.025, 0.025, so the stock may give 0.02 and each option 0.05.
    Allocation.Allocated allocated =
        (Allocation.Allocated) allocate(Conversion.units(1, "69.72"), Conversion.quotes());

    assertThat(allocated.limits())
        .isEqualTo(Map.of("stock", d("69.62"), "put", d("1.25"), "call", d("1.15")));
    assertThat(allocated.executableNet()).isEqualTo(d("69.6"));
  }

  @Test
  void placesAtTheQuotesWhenTheBoundLeavesNoSlack() {
    Allocation.Allocated allocated =
        (Allocation.Allocated) allocate(Conversion.units(1, "69.60"), Conversion.quotes());

    assertThat(allocated.limits())
        .isEqualTo(Map.of("stock", d("69.6"), "put", d("1.2"), "call", d("1.2")));
  }

  @Test
  void refusesWhatCannotTradeInsideTheBound() {
    assertRefused(Conversion.units(1, "69.59"), Conversion.quotes(), "above netLimit 69.59");
  }

  @Test
  void refusesQuotesThatNobodyCanTradeOn() {
    assertRefusedWith("put", quote("1.15", null, 50), "no ask for put");
    assertRefusedWith("put", quote(null, "1.20", 50), "one-sided quote for put");
    assertRefusedWith("put", quote("1.25", "1.20", 50), "crossed quote 1.25/1.20 for put");
    assertRefusedWith("put", quote("1.15", "1.18", 50), "off the venue's price steps");
    assertRefusedWith("put", quote("1.15", "1.20", 0), "not enough size for put");
    assertRefusedWith("call", stale(), "stale quote for call");
  }

  /** fault O24: a halt has a code of its own, whatever else is wrong with the quote. */
  @Test
  void refusesAHaltedContractAsHalted() {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put("stock", halted());

    Allocation.Refused refused =
        (Allocation.Refused) allocate(Conversion.units(1, "69.72"), quotes);

    assertThat(refused.reason().code()).isEqualTo(ReasonCode.HALTED);
    assertThat(refused.reason().detail()).contains("trading is halted in stock");
  }

  @Test
  void placesGivenLimitsAsGivenWithoutLookingAtQuotes() {
    Allocation.Allocated allocated =
        (Allocation.Allocated)
            allocate(Conversion.withLimits(1, "69.72", "69.60", "1.25", "1.15"), Map.of());

    assertThat(allocated.limits())
        .isEqualTo(Map.of("stock", d("69.6"), "put", d("1.25"), "call", d("1.15")));
  }

  @Test
  void refusesGivenLimitsThatTogetherExceedTheBound() {
    assertRefused(
        Conversion.withLimits(1, "69.72", "69.63", "1.25", "1.15"), Map.of(), "exceed netLimit");
  }

  @Test
  void refusesAGivenLimitOffTheVenuesSteps() {
    Allocation.Refused refused =
        (Allocation.Refused)
            allocate(Conversion.withLimits(1, "69.72", "69.60", "1.22", "1.15"), Map.of());

    assertThat(refused.reason().code()).isEqualTo(ReasonCode.PRICE_OFF_TICK);
  }

  private static void assertRefusedWith(String leg, Quote quote, String words) {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put(leg, quote);
    assertRefused(Conversion.units(1, "69.72"), quotes, words);
  }

  private static void assertRefused(
      ExecutionRequest request, Map<String, Quote> quotes, String words) {
    Allocation.Refused refused = (Allocation.Refused) allocate(request, quotes);
    assertThat(refused.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(refused.reason().detail()).contains(words);
  }

  private static Allocation allocate(ExecutionRequest request, Map<String, Quote> quotes) {
    return LimitAllocation.allocate(
        new EntryPlan(request, 1), Conversion.INSTRUMENTS, quotes, MAX_AGE);
  }

  private static Quote stale() {
    return new Quote(
        d("1.2"), d("50"), MAX_AGE.plusMillis(1), d("1.25"), d("50"), Duration.ZERO, false);
  }

  private static Quote halted() {
    return new Quote(d("69.58"), d("999"), Duration.ZERO, d("69.6"), d("999"), Duration.ZERO, true);
  }
}
