package dev.legwork.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandDownTest {
  private static final OrderRef ENTRY = new OrderRef("t1", "stock", Purpose.ENTRY, 1);
  private static final OrderRef UNWIND = new OrderRef("t1", "stock", Purpose.UNWIND, 1);
  private static final String REASON = StandDown.cancelReason(killSwitch(false));
  private static final List<OrderRef> OPEN = List.of(ENTRY, UNWIND);

  private final StandDown standDown = new StandDown();

  private static long after(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  void tellsEachTradeUntilItIsTold() {
    assertThat(standDown.toTell(List.of("t1", "t2"), REASON, after(0))).containsExactly("t1", "t2");
    standDown.told("t1", REASON);

    assertThat(standDown.toTell(List.of("t1", "t2", "t3"), REASON, after(1_000)))
        .containsExactly("t2", "t3");
  }

  /** Who stopped the account a minute ago flattens it now. */
  @Test
  void tellsATradeOnceMoreThatItsAccountIsFlattened() {
    standDown.toTell(List.of("t1"), REASON, after(0));
    standDown.told("t1", REASON);
    String flattening = StandDown.cancelReason(killSwitch(true));

    assertThat(Reason.flattens(REASON)).isFalse();
    assertThat(Reason.flattens(flattening)).isTrue();
    assertThat(Reason.ofCancel(flattening).code()).isEqualTo(ReasonCode.KILL_SWITCH);
    assertThat(standDown.toTell(List.of("t1"), flattening, after(1_000))).containsExactly("t1");
    standDown.told("t1", flattening);
    assertThat(standDown.toTell(List.of("t1"), flattening, after(2_000))).isEmpty();
  }

  @Test
  void leavesATradeItsTimeToWithdrawItsOrdersByItself() {
    standDown.toTell(List.of("t1"), REASON, after(0));

    assertThat(standDown.toCancel(OPEN, after(1_900))).isEmpty();
    assertThat(standDown.toCancel(OPEN, after(2_000))).containsExactly(ENTRY);
  }

  @Test
  void cancelsPastATradeAgainWhileTheOrderWorksOn() {
    standDown.toTell(List.of("t1"), REASON, after(0));
    standDown.toCancel(OPEN, after(2_000));

    assertThat(standDown.toCancel(OPEN, after(6_000))).isEmpty();
    assertThat(standDown.toCancel(OPEN, after(7_000))).containsExactly(ENTRY);
  }

  @Test
  void cancelsNothingOfTradesThatItKnowsNothingOf() {
    standDown.toTell(List.of("t2"), REASON, after(0));

    assertThat(standDown.toCancel(OPEN, after(60_000))).isEmpty();
  }

  @Test
  void beginsAnewWithTheNextSwitch() {
    standDown.toTell(List.of("t1"), REASON, after(0));
    standDown.told("t1", REASON);
    standDown.allClear();

    assertThat(standDown.toTell(List.of("t1"), REASON, after(5_000))).containsExactly("t1");
    assertThat(standDown.toCancel(OPEN, after(5_000))).isEmpty();
  }

  private static AccountSwitch killSwitch(boolean flattens) {
    return new AccountSwitch(
        AccountSwitch.Kind.KILL_SWITCH,
        "DU1",
        "",
        "ann",
        "get out",
        Instant.parse("2014-06-06T13:45:00Z"),
        flattens ? new AccountSwitch.Flattening("ann", "get out") : null);
  }
}
