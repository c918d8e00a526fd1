package dev.legwork.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ProtectiveStop;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopTermsTest {
  private static final BigDecimal BAND = new BigDecimal("0.005");

  @Test
  void leavesHalfAPercentBelowTheTriggerOfWhatWasBought() {
    StopTerms terms = terms("68.00", null, Side.BUY, "0.01");

    assertThat(terms).isEqualTo(new StopTerms(Side.SELL, d("68.00"), d("67.66")));
  }

  /** Half a percent of it is one cent: a stop order at its own trigger would have no room. */
  @Test
  void leavesACheapOptionTwoSteps() {
    assertThat(terms("2.00", null, Side.BUY, "0.05").limit()).isEqualByComparingTo("1.90");
    assertThat(terms("2.00", null, Side.SELL, "0.05").limit()).isEqualByComparingTo("2.10");
  }

  @Test
  void takesTheLimitThatWasAskedFor() {
    assertThat(terms("2.00", "2.00", Side.BUY, "0.05").limit()).isEqualByComparingTo("2.00");
  }

  private static StopTerms terms(String trigger, String limit, Side entered, String step) {
    return StopTerms.of(
        ProtectiveStop.ofLeg(
            "leg", d(trigger), limit == null ? null : d(limit), Duration.ofSeconds(5)),
        entered,
        PriceIncrements.uniform(d(step)),
        BAND);
  }

  private static BigDecimal d(String text) {
    return Decimals.of(text);
  }
}
