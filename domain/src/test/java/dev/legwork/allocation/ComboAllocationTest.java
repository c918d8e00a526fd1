package dev.legwork.allocation;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ComboConversion;
import dev.legwork.Conversion;
import dev.legwork.order.Combo;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComboAllocationTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);

  /** The executable net is 69.60: it may rest below, and takes no more than it must above. */
  @Test
  void takesTheNetLimitRoundedDownWhetherMarketableOrNot() {
    assertThat(limit("69.729")).isEqualTo(d("69.72"));
    assertThat(limit("60")).isEqualTo(d("60"));
    assertThat(limit("-1.001")).isEqualTo(d("-1.01"));
  }

  @Test
  void tellsWhatEachLegCouldBeTradedAt() {
    assertThat(allocate(ComboConversion.units(10, "69.72"), Conversion.quotes()))
        .isInstanceOfSatisfying(
            Allocation.Allocated.class,
            allocated -> {
              assertThat(allocated.executable())
                  .isEqualTo(Map.of("stock", d("69.60"), "put", d("1.20"), "call", d("1.20")));
              assertThat(allocated.executableNet()).isEqualByComparingTo("69.60");
              assertThat(allocated.numbers()).contains("one order of all legs @ 69.72");
            });
  }

  @Test
  void refusesToSendItBlind() {
    assertThat(refusal("put", null)).contains("no ask for put");
    assertThat(refusal("put", quote(null, "1.20", 5))).contains("one-sided");
    assertThat(refusal("call", quote("1.30", "1.25", 5))).contains("crossed");
    Quote old = quote("1.15", "1.20", 5);
    assertThat(
            refusal(
                "put",
                new Quote(
                    old.bid(),
                    old.bidSize(),
                    Duration.ofSeconds(3),
                    old.ask(),
                    old.askSize(),
                    Duration.ofSeconds(3),
                    false)))
        .contains("stale");
  }

  @Test
  void saysThatALegIsHaltedAsForEveryOtherTrade() {
    Quote now = quote("1.15", "1.20", 5);
    Quote halted =
        new Quote(
            now.bid(), now.bidSize(), now.bidAge(), now.ask(), now.askSize(), now.askAge(), true);

    assertThat(reason("put", halted).code()).isEqualTo(ReasonCode.HALTED);
  }

  private static String refusal(String leg, Quote quote) {
    Reason reason = reason(leg, quote);
    assertThat(reason.code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    return reason.detail();
  }

  private static Reason reason(String leg, Quote quote) {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put(leg, quote);
    Allocation.Refused refused =
        (Allocation.Refused) allocate(ComboConversion.units(1, "69.72"), quotes);
    return refused.reason();
  }

  private static BigDecimal limit(String netLimit) {
    Allocation.Allocated allocated =
        (Allocation.Allocated) allocate(ComboConversion.units(10, netLimit), Conversion.quotes());
    return allocated.limits().get(Combo.NAME);
  }

  private static Allocation allocate(ExecutionRequest request, Map<String, Quote> quotes) {
    return ComboAllocation.allocate(request, BigDecimal.ZERO, quotes, MAX_AGE);
  }
}
