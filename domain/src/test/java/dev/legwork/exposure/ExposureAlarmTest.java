package dev.legwork.exposure;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Alert;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExposureAlarmTest {
  private static final Instant FILLED = Instant.parse("2014-06-06T13:45:00.825123456Z");

  @Test
  void saysInPlainWordsWhatIsHeldAndSinceWhen() {
    OneTrade ledger = new OneTrade();
    Instant now = FILLED.plusSeconds(6);
    ExposureAlarm alarm = new ExposureAlarm(ledger, () -> now, () -> 0);

    alarm.tick();

    assertThat(ledger.alerts)
        .extracting(Alert::text)
        .containsExactly(
            "The trade is WORKING and is only partly filled: holds 100 TWX since"
                + " 2014-06-06T13:45:00.825Z. It completes or unwinds this by itself; the alert"
                + " closes when that is done.");
  }

  /** A conversion that bought its stock and nothing else. */
  private static final class OneTrade implements ExposureLedger {
    private final List<Alert> alerts = new ArrayList<>();
    private final HeldTrade trade;

    private OneTrade() {
      ExecutionRequest request = Conversion.units(1, "69.72");
      Fill fill = new Fill("x.01", Side.BUY, d("100"), d("69.55"), FILLED);
      TradeBook book =
          TradeBook.of(request)
              .placed(Conversion.entries(request), WriteOutcome.WRITTEN)
              .with(new OrderEvent.Filled(Conversion.entry("stock"), fill, d("100"), 1));
      trade = new HeldTrade(TradeState.WORKING, book, Optional.of(FILLED));
    }

    @Override
    public Collection<String> unfinished() {
      return List.of(trade.id());
    }

    @Override
    public Optional<HeldTrade> trade(String id) {
      return Optional.of(trade);
    }

    @Override
    public Collection<String> alerted(String code) {
      return List.of();
    }

    @Override
    public void open(String id, Alert alert) {
      alerts.add(alert);
    }

    @Override
    public void close(String id, String code) {
      throw new AssertionError("nothing is settled");
    }
  }
}
