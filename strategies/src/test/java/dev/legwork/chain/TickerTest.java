package dev.legwork.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickerTest {
  private static final Instant NOW = ChainBuilder.NOW;

  @Test
  void aPriceThatIsNotAboveZeroIsNotKnown() {
    Ticker ticker = Ticker.of(0, Prices.of("1.20"), NOW);

    assertThat(ticker.hasBid()).isFalse();
    assertThat(ticker.bid()).isEqualTo(Ticker.UNKNOWN);
    assertThat(ticker.ask()).isEqualTo(12_000);
  }

  @Test
  void aSideNobodyHeardOfIsNeverFresh() {
    assertThat(Ticker.SILENT.bidIsFresh(NOW.toEpochMilli(), Long.MAX_VALUE)).isFalse();
    assertThat(Ticker.SILENT.askIsFresh(NOW.toEpochMilli(), Long.MAX_VALUE)).isFalse();
  }

  @Test
  void eachSideHasAnAgeOfItsOwn() {
    long now = NOW.toEpochMilli();
    Ticker ticker = Ticker.SILENT.withBid(10, 1, now - 5_000).withAsk(20, 1, now - 5_001);

    assertThat(ticker.bidIsFresh(now, 5_000)).isTrue();
    assertThat(ticker.askIsFresh(now, 5_000)).isFalse();
  }

  @Test
  void theFairPriceIsTheMiddleElseTheLastTradeElseTheClose() {
    Ticker both = Ticker.of(Prices.of("1.00"), Prices.of("1.10"), NOW);
    Ticker oneSided = both.withAsk(Ticker.UNKNOWN, Ticker.UNKNOWN, NOW.toEpochMilli());

    assertThat(both.withTrades(Prices.of("9"), Prices.of("8")).fairTwice()).isEqualTo(21_000);
    assertThat(oneSided.withTrades(Prices.of("9"), Prices.of("8")).fairTwice()).isEqualTo(180_000);
    assertThat(oneSided.withTrades(Ticker.UNKNOWN, Prices.of("8")).fairTwice()).isEqualTo(160_000);
    assertThat(oneSided.fairTwice()).isEqualTo(Ticker.UNKNOWN);
  }

  @Test
  void aDesksQuoteKeepsPricesSizesAndTheMomentOfEachSide() {
    Quote quote =
        new Quote(
            Decimals.of("1.2345"),
            BigDecimal.TEN,
            Duration.ofMillis(1_500),
            null,
            null,
            Duration.ofSeconds(2),
            true);

    Ticker ticker = Ticker.of(quote, NOW);

    assertThat(ticker.bid()).isEqualTo(12_345);
    assertThat(ticker.bidSize()).isEqualTo(10);
    assertThat(ticker.bidAt()).isEqualTo(NOW.toEpochMilli() - 1_500);
    assertThat(ticker.hasAsk()).isFalse();
    assertThat(ticker.askAt()).isEqualTo(NOW.toEpochMilli() - 2_000);
    assertThat(ticker.halted()).isTrue();
  }

  @Test
  void aQuoteThatWasNeverHeardIsSilence() {
    assertThat(Ticker.of(Quote.untold(), NOW).bidAt()).isEqualTo(Ticker.UNKNOWN);
  }

  @Test
  void aLockedQuoteIsNotCrossed() {
    assertThat(Ticker.of(100, 100, NOW).isCrossed()).isFalse();
    assertThat(Ticker.of(101, 100, NOW).isCrossed()).isTrue();
  }
}
