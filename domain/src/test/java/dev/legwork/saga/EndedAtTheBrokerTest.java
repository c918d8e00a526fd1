package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an order ended is when the desk heard of it, however late the trade learns of that. */
class EndedAtTheBrokerTest {
  private final ScriptedWorld world = new ScriptedWorld();

  /** Temporal is away, and the desk is not. */
  @Test
  void anOrderThatWasCancelledInTimeIsNoTimeoutWhenTheTradeLearnsOfItLate() {
    Ending ending = endingWith(Duration.ofSeconds(3));

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.CANCELLED_AT_BROKER);
    assertThat(ending.reason().detail())
        .isEqualTo(
            "the broker, or somebody there, ended call unfilled, as was heard at 13:45:03 UTC; it"
                + " refused nothing, and the trade's time was not over");
    TimelineEntry cancelled = cancelled(ending);
    assertThat(cancelled.at()).isEqualTo(ScriptedWorld.START.plusSeconds(3));
    assertThat(cancelled.heardAt()).isEqualTo(ScriptedWorld.START.plusSeconds(66));
  }

  @Test
  void anOrderThatExpiredWhileTheTradeWasAwayTimedOut() {
    Ending ending = endingWith(Duration.ofSeconds(45));

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.TIMEOUT);
    assertThat(ending.reason().detail())
        .isEqualTo(
            "the broker ended call unfilled, as was heard at 13:45:45 UTC: its time in the market"
                + " was over at 13:45:15 UTC, while Legwork was away");
  }

  private Ending endingWith(Duration cancelled) {
    world.reactions = ScriptedWorld.entriesFill(Map.of("stock", fills(100), "put", fills(1)));
    world.cancelledThere(Conversion.entry("call"), cancelled);
    world.awakeAt = ScriptedWorld.START.plusSeconds(66);
    return new ExecutionSaga(Conversion.unwinding(1, "69.72"), world, Policy.DEFAULT).run();
  }

  private static List<ScriptedWorld.Reaction> fills(int quantity) {
    return List.of(new ScriptedWorld.Reaction(Duration.ofMillis(5), quantity));
  }

  private static TimelineEntry cancelled(Ending ending) {
    return ending.timeline().stream()
        .filter(line -> line.event().equals("ORDER_CANCELLED"))
        .findFirst()
        .orElseThrow();
  }
}
