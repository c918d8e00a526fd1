package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Legs that are sent after each other, and prices that come in two steps. */
class WavesSagaTest {
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void sendsTheRiskOnlyOnceItsProtectionIsExecuted() {
    Ending ending = run(Placing.HEDGE_FIRST, Pricing.LIMIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands)
        .containsExactly(
            "lock", "enter [stock, put]", "enter [call]", "finish COMMITTED", "release 7");
    EntryPlan first = world.plans.getFirst();
    assertThat(first.later()).as("shares the bound").containsExactly("call");
    assertThat(world.plans.getLast().committed()).isEqualTo(d("7080"));
  }

  @Test
  void sendsTheRiskWhenWhatExecutedCoversItThoughTheWaveIsNotDone() {
    world.reactions =
        intent ->
            intent.ref().leg().equals("put") ? List.of(fills(intent, 2_000)) : at(intent, 100);

    Ending ending = run(Placing.HEDGE_FIRST, Pricing.LIMIT);

    assertThat(world.plans.getLast().legNames()).containsExactly("call");
    assertThat(world.plans.getLast().committed())
        .as("the stock executed, the put still working at its limit")
        .isEqualTo(d("7080"));
    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
  }

  @Test
  void sendsNoRiskWhenTheProtectionNeverFills() {
    world.reactions =
        intent ->
            intent.ref().leg().equals("put") || intent.ref().purpose() == Purpose.UNWIND
                ? at(intent, 10)
                : List.of();

    Ending ending = run(Placing.HEDGE_FIRST, Pricing.LIMIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void sendsOneLegAfterTheOtherByPriority() {
    Ending ending = run(Placing.SEQUENTIAL, Pricing.LIMIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans)
        .extracting(EntryPlan::legNames)
        .containsExactly(List.of("stock"), List.of("put"), List.of("call"));
  }

  /** Each wave has its own time after the first fill; the total time stays the trade's. */
  @Test
  void givesEveryWaveTheTimeAfterItsOwnFirstFill() {
    world.reactions = intent -> at(intent, 4_000);

    Ending ending = run(Placing.SEQUENTIAL, Pricing.LIMIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.finishedAt()).isAfterOrEqualTo(ScriptedWorld.START.plusSeconds(12));
  }

  @Test
  void unwindsWhatExecutedWhenTheNextWaveIsRefused() {
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02"));
    world.completions.add(world.resendAnswer);

    Ending ending = run(Placing.HEDGE_FIRST, Pricing.LIMIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(world.positions.values()).allSatisfy(held -> assertThat(held).isZero());
  }

  @Test
  void opensNothingMoreWhenSomebodyCancelsBetweenTheWaves() {
    world.reactions = intent -> at(intent, 500);
    world.cancelAt = ScriptedWorld.START.plusMillis(300);

    Ending ending = run(Placing.SEQUENTIAL, Pricing.LIMIT);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void worksAtTheQuotesFirstAndTakesOnlyTheRestInsideTheBound() {
    world.reactions =
        intent -> {
          boolean first = intent.ref().purpose() == Purpose.ENTRY && intent.ref().attempt() == 1;
          boolean slow = intent.ref().leg().equals("stock") && first;
          return slow ? List.of(new Reaction(Duration.ofMillis(50), 40)) : at(intent, 100);
        };

    Ending ending = run(Placing.PARALLEL, Pricing.HYBRID);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans).extracting(EntryPlan::mostTicks).containsExactly(0, null);
    EntryPlan rest = world.plans.getLast();
    assertThat(rest.legNames()).containsExactly("stock");
    assertThat(rest.quantity(rest.legs().getFirst())).isEqualTo(d("60"));
    // 40 × 69.60 and 120 paid, 120 received
    assertThat(rest.committed()).isEqualTo(d("2784"));
    assertThat(world.commands).containsSubsequence("cancel stock E1", "enter again [stock]");
    assertThat(world.positions.get("stock")).isEqualByComparingTo("100");
  }

  @Test
  void sendsNoRestWhenEverythingFilledWhileItWasBeingCancelled() {
    world.cancelTakes = Duration.ofMillis(500);
    world.reactions = intent -> at(intent, 3_200);

    Ending ending = run(Placing.PARALLEL, Pricing.HYBRID);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void aLegThatWasRefusedIsNoRestToTake() {
    world.reactions = intent -> intent.ref().leg().equals("call") ? List.of() : List.of();
    world.reject(Conversion.entry("call"), Duration.ofMillis(3_005));

    Ending ending = run(Placing.PARALLEL, Pricing.HYBRID);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void endsUnfilledWhenTheRestIsNotMarketableAndNothingExecuted() {
    world.reactions = intent -> List.of();
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02"));

    Ending ending = run(Placing.PARALLEL, Pricing.HYBRID);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  private static List<Reaction> at(OrderIntent intent, long millis) {
    return List.of(fills(intent, millis));
  }

  private static Reaction fills(OrderIntent intent, long millis) {
    return new Reaction(Duration.ofMillis(millis), intent.quantity().intValueExact());
  }

  private Ending run(Placing placing, Pricing pricing) {
    ExecutionRequest request = Conversion.with(Conversion.units(1, "69.72"), placing, pricing);
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }
}
