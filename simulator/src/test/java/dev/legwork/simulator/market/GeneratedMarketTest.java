package dev.legwork.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedMarketTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);
  private static final Instant MORNING = Instant.parse("2026-11-23T14:45:00Z");
  private static final Instant LATER = MORNING.plusSeconds(600);

  @Test
  void quotesEveryContractTwoSidedOnItsTicks() {
    Map<Instrument, Quote> quotes = quotes(7, MORNING);

    assertThat(quotes.keySet())
        .containsExactlyInAnyOrderElementsOf(market(7).contracts())
        .hasSizeGreaterThan(1_000);
    quotes.forEach(
        (instrument, quote) -> {
          assertThat(instrument.rule().allows(quote.ask())).as(instrument.describe()).isTrue();
          assertThat(quote.askSize()).isPositive();
          if (quote.bid() != null) {
            assertThat(instrument.rule().allows(quote.bid())).isTrue();
            assertThat(quote.bid()).isLessThan(quote.ask());
          }
        });
  }

  @Test
  void findsTheSamePricesHoweverTimeIsCut() {
    GeneratedMarket inOne = market(7);
    var jumped = new LinkedHashMap<Instrument, Quote>();
    inOne.advance(LATER, jumped::put);
    GeneratedMarket inSteps = market(7);
    var walked = new LinkedHashMap<Instrument, Quote>();
    for (Instant at = MORNING; !at.isAfter(LATER); at = at.plusMillis(700)) {
      inSteps.advance(at, walked::put);
    }
    inSteps.advance(LATER, walked::put);

    assertThat(walked).isEqualTo(jumped);
  }

  @Test
  void differsBySeedAndMovesWithTime() {
    Instrument stock = Instrument.stock("TWX");

    assertThat(quotes(7, MORNING).get(stock)).isNotEqualTo(quotes(8, MORNING).get(stock));
    assertThat(quotes(7, MORNING).get(stock).bid())
        .isNotEqualByComparingTo(quotes(7, LATER).get(stock).bid());
  }

  @Test
  void offersNoConversionForLessThanItPays() {
    Map<Instrument, Quote> quotes = quotes(7, MORNING);
    for (Instrument put : quotes.keySet()) {
      if (put.isOption() && !put.isCall() && quotes.containsKey(call(put))) {
        BigDecimal callBid = quotes.get(call(put)).bid();
        BigDecimal stockAsk = quotes.get(Instrument.stock(put.symbol())).ask();
        if (callBid != null) {
          BigDecimal net = stockAsk.add(quotes.get(put).ask()).subtract(callBid);
          double carry = put.strike().doubleValue() * (1 - Math.exp(-0.03 * 0.35));
          assertThat(net.doubleValue()).isGreaterThan(put.strike().doubleValue() - carry - 0.05);
        }
      }
    }
  }

  private static Instrument call(Instrument put) {
    return Instrument.option(
        put.symbol(),
        put.expiry(),
        put.strike(),
        dev.legwork.simulator.contracts.Right.CALL,
        put.rule());
  }

  @Test
  void listsFridaysAfterTheVenueDate() {
    assertThat(market(7).contracts())
        .filteredOn(Instrument::isOption)
        .extracting(Instrument::expiry)
        .allMatch(day -> day.isAfter(DATE) && day.getDayOfWeek() == DayOfWeek.FRIDAY)
        .contains(LocalDate.of(2026, 11, 27), LocalDate.of(2026, 12, 18));
  }

  private static GeneratedMarket market(long seed) {
    return new GeneratedMarket(seed, List.of(), DATE);
  }

  private static Map<Instrument, Quote> quotes(long seed, Instant at) {
    var quotes = new LinkedHashMap<Instrument, Quote>();
    market(seed).advance(at, quotes::put);
    return quotes;
  }
}
