package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** MARKET pricing: what does not trade at once is over, and the trade decides then. */
class MarketSagaTest {
  private static final Instant SOON = ScriptedWorld.START.plusSeconds(3);

  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void commitsWhatTradesAtOnce() {
    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands).containsExactly("lock", "enter", "finish COMMITTED", "release 7");
  }

  @Test
  void endsAtOnceWhereNothingTradesAndCancelsNothingThatEndsByItself() {
    fill(Map.of());
    world.endsAfter.put("call", Duration.ofMillis(600));

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_FILLED_AT_ONCE);
    assertThat(ending.finishedAt()).isBefore(SOON);
    assertThat(world.commands).noneMatch(command -> command.startsWith("cancel"));
  }

  @Test
  void unwindsAtOnceWhatTradedAlone() {
    fill(Map.of("stock", 100));

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_FILLED_AT_ONCE);
    assertThat(ending.finishedAt()).as("no timeout was waited for").isBefore(SOON);
    assertThat(world.positions.values()).allSatisfy(held -> assertThat(held).isZero());
  }

  @Test
  void completesTheOneMissingLegAtOnce() {
    fill(Map.of("stock", 100, "put", 1));

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.finishedAt()).isBefore(SOON);
    assertThat(world.commands)
        .containsExactly("lock", "enter", "complete [call]", "finish COMMITTED", "release 7");
    assertThat(world.plans.getLast().isImmediate()).isTrue();
  }

  @Test
  void sendsNoFurtherLegBehindOneThatDidNotTradeWhole() {
    fill(Map.of("stock", 60));

    Ending ending = run(Placing.SEQUENTIAL);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.plans).hasSize(1);
    assertThat(ending.reason().detail())
        .startsWith("stock (60 of 100) traded at once only in part");
    assertThat(world.positions.get("stock")).isZero();
  }

  @Test
  void sendsWaveAfterWaveWhileEachTradesAtOnce() {
    Ending ending = run(Placing.HEDGE_FIRST);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans)
        .extracting(EntryPlan::legNames)
        .containsExactly(List.of("stock", "put"), List.of("call"));
  }

  @Test
  void cancelsAfterASecondWhatTheVenueLetsRest() {
    fill(Map.of("stock", 100, "put", 1));
    world.rests.add("call");

    Ending ending = run(Placing.PARALLEL);

    assertThat(world.commands).containsSubsequence("enter", "cancel call E1", "complete [call]");
    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.finishedAt())
        .isBetween(ScriptedWorld.START.plusSeconds(1), ScriptedWorld.START.plusSeconds(4));
  }

  /** fault O1: orders that never arrived are sent again, and have their second then. */
  @Test
  void sendsAgainWhatNeverReachedTheMarketAndGivesItItsTime() {
    Conversion.entries(Conversion.units(1, "69.72")).forEach(order -> world.lost.add(order.ref()));
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(4);
    world.entrySilent = true;

    Ending ending = run(Placing.PARALLEL);

    assertThat(world.commands).contains("enter again [stock, put, call]");
    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
  }

  private void fill(Map<String, Integer> entries) {
    Map<String, List<Reaction>> reactions = new HashMap<>();
    entries.forEach(
        (leg, quantity) ->
            reactions.put(leg, List.of(new Reaction(Duration.ofMillis(5), quantity))));
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY
                ? reactions.getOrDefault(intent.ref().leg(), List.of())
                : ScriptedWorld.fillsAtOnce(intent);
  }

  private Ending run(Placing placing) {
    ExecutionRequest request =
        Conversion.with(Conversion.units(1, "69.72"), placing, Pricing.MARKET);
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }
}
