package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.activity.reconciliation.ExposureWatch;
import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Buys 100 shares and one put, and the shares come alone. */
class ExposureWatchTest {
  private static final class Hand extends Clock {
    private Instant now = Trial.NOON;
    private Duration setBack = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.minus(setBack);
    }

    private long nanos() {
      return Duration.between(Trial.NOON, now).toNanos();
    }
  }

  private final Trial trial = new Trial();
  private final Hand clock = new Hand();
  private ExposureWatch watch = newWatch();

  ExposureWatchTest() {
    trial.register("run", trial.conversion(LocalDate.of(2030, 6, 21)));
    trial.enter(1);
    watch.tick();
  }

  private ExposureWatch newWatch() {
    return new ExposureWatch(
        trial.account, Trial.LEDGER, clock, clock::nanos, ExposureAlarm.WINDOW);
  }

  private void executed(List<BrokerEvent> events) {
    watch.committed(events);
    watch.tick();
  }

  private void pass(Duration time) {
    clock.now = clock.now.plus(time);
    watch.tick();
  }

  private List<StoredAlert> open() {
    return Trial.LEDGER.alerts().open(trial.account, Set.of(ExposureAlarm.EXPOSURE));
  }

  private List<BigDecimal> told() {
    return open().stream()
        .flatMap(alert -> alert.alert().residual().stream())
        .map(Residual::position)
        .toList();
  }

  @Test
  void tellsWhatIsHeldOnceItHasLastedFiveSeconds() {
    executed(trial.fill(60));
    pass(Duration.ofMillis(4900));
    assertThat(open()).isEmpty();

    pass(Duration.ofMillis(200));

    assertThat(told()).containsExactly(Decimals.of(60));
    assertThat(open().getFirst().executionId()).isEqualTo(trial.id);
    assertThat(open().getFirst().alert().text()).contains("60 TWX");
  }

  @Test
  void tellsTheNewQuantityWhenMoreExecutes() {
    executed(trial.fill(60));
    pass(Duration.ofSeconds(6));
    executed(trial.fill(40));

    assertThat(told()).containsExactly(Decimals.of(100));
  }

  @Test
  void countsFromTheFirstExecutionAndNotFromTheLatest() {
    executed(trial.fill(60));
    pass(Duration.ofSeconds(4));
    executed(trial.fill(20));
    pass(Duration.ofMillis(1100));

    assertThat(told()).containsExactly(Decimals.of(80));
  }

  /** fault Y14. */
  @Test
  void tellsInTimeThoughTheWallClockWasSetBack() {
    executed(trial.fill(60));
    clock.setBack = Duration.ofHours(1);
    pass(Duration.ofMillis(5100));

    assertThat(told()).containsExactly(Decimals.of(60));
  }

  @Test
  void closesItsAlertWhenTheTradeHasEnded() {
    executed(trial.fill(60));
    pass(Duration.ofSeconds(6));
    trial.end(TradeState.COMMITTED);
    pass(Duration.ofSeconds(1));

    assertThat(open()).isEmpty();
  }

  @Test
  void tellsAfterARestartWhatWasHeldBefore() {
    trial.fill(60);
    clock.now = clock.now.plusSeconds(30);
    watch = newWatch();
    watch.tick();

    assertThat(told()).containsExactly(Decimals.of(60));
  }

  @Test
  void closesAfterARestartWhatWasSettledMeanwhile() {
    executed(trial.fill(60));
    pass(Duration.ofSeconds(6));
    trial.end(TradeState.COMMITTED);
    watch = newWatch();
    watch.tick();

    assertThat(open()).isEmpty();
  }
}
