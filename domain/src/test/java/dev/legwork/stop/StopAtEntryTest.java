package dev.legwork.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A conversion that could be closed at 69.58 + 1.15 − 1.25 = 69.48. */
class StopAtEntryTest {
  private final Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());

  @Test
  void refusesAGroupThatItsStopWouldLeaveAtOnce() {
    assertThat(refusal(ProtectiveStop.ofGroup(new BigDecimal("69.47")))).isEmpty();
    assertThat(refusal(ProtectiveStop.ofGroup(new BigDecimal("69.48"))))
        .hasValueSatisfying(
            why -> {
              assertThat(why.code()).isEqualTo(ReasonCode.STOP_TRIGGERED);
              assertThat(why.detail()).contains("closing would fetch 69.48");
            });
  }

  @Test
  void refusesALegWhoseMarketIsAtItsTrigger() {
    assertThat(refusal(ofStock("69.57"))).isEmpty();
    assertThat(refusal(ofStock("69.58")))
        .hasValueSatisfying(
            why -> assertThat(why.detail()).contains("stock could be closed at 69.58"));
  }

  @Test
  void judgesASoldLegByWhatIsAsked() {
    assertThat(refusal(ofCall("1.26"))).isEmpty();
    assertThat(refusal(ofCall("1.25"))).isPresent();
  }

  @Test
  void refusesNothingForAQuoteThatIsNotThere() {
    quotes.remove("stock");

    assertThat(refusal(ofStock("980"))).isEmpty();
    assertThat(refusal(ProtectiveStop.ofGroup(new BigDecimal("980")))).isEmpty();
  }

  private Optional<Reason> refusal(ProtectiveStop stop) {
    ExecutionRequest request = Conversion.units(1, "69.72").with(stop);
    return StopAtEntry.refusal(request, quotes);
  }

  private static ProtectiveStop ofStock(String trigger) {
    return ProtectiveStop.ofLeg("stock", new BigDecimal(trigger), null, Duration.ofSeconds(5));
  }

  private static ProtectiveStop ofCall(String trigger) {
    return ProtectiveStop.ofLeg("call", new BigDecimal(trigger), null, Duration.ofSeconds(5));
  }
}
