package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All legs but one have filled: the missing one is bought (sold) while that pays. */
class CompletionSagaTest {
  private static final ExecutionRequest ONE_UNIT = Conversion.units(1, "69.72");
  private static final OrderRef FIRST = new OrderRef("twx-0001", "call", Purpose.COMPLETION, 1);
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void completesTheMissingLegAfterItsOldOrderIsProvenOver() {
    fillAllBut("call");

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands)
        .containsExactly(
            "lock", "enter", "cancel call E1", "complete [call]", "finish COMMITTED", "release 7");
    assertThat(world.states).contains(TradeState.COMPLETING);
    assertThat(world.positions.get("call")).isEqualByComparingTo("-1");
  }

  @Test
  void ordersOnlyWhatIsMissingInsideWhatTheOthersLeft() {
    fillAllBut("call");

    run(ONE_UNIT);

    EntryPlan plan = world.plans.getLast();
    assertThat(plan.purpose()).isEqualTo(Purpose.COMPLETION);
    assertThat(plan.legNames()).containsExactly("call");
    assertThat(plan.fencingToken()).isEqualTo(7);
    assertThat(plan.committed()).isEqualTo(d("7080"));
    // 70.80 are paid; with netLimit 69.72 the call has to bring 1.08 at least. The guards are
    // wider:
    // 0.5 % of 69.60 + 1.20 + 1.20 is 0.36 below 1.20.
    assertThat(plan.worst()).isEqualByComparingTo("1.08");
    assertThat(plan.mostTicks()).isZero();
  }

  @Test
  void paysUpStepByStepAndOnlyForTheRemainder() {
    fillAllBut("call");
    world.reactions =
        intent ->
            switch (intent.ref().purpose()) {
              case COMPLETION ->
                  intent.ref().attempt() == 1
                      ? List.of(fills(2, 300))
                      : List.of(fills(intent.quantity().intValueExact(), 10));
              default -> entry(intent, "call");
            };

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    List<EntryPlan> attempts = world.plans.subList(1, world.plans.size());
    assertThat(attempts).extracting(EntryPlan::mostTicks).containsExactly(0, 1);
    assertThat(attempts)
        .extracting(plan -> plan.quantity(plan.legs().getFirst()))
        .containsExactly(d("5"), d("3"));
    assertThat(world.commands).containsSubsequence("cancel call C1", "complete [call]");
    assertThat(world.positions.get("call")).isEqualByComparingTo("-5");
  }

  /** The market went away before the order was written: the desk refuses, with the numbers. */
  @Test
  void unwindsWhenCompletingDoesNotPayAnyMore() {
    fillAllBut("call");
    world.completions.add(refused());

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.TIMEOUT);
    assertThat(ending.reason().detail()).contains("it was not completed: 0.90 is beyond 1.08");
  }

  @Test
  void unwindsWhatTheFirstAttemptFilledAsWellWhenTheSecondDoesNotPay() {
    fillAllBut("call");
    world.reactions =
        intent ->
            switch (intent.ref().purpose()) {
              case COMPLETION -> {
                world.completions.add(refused());
                yield List.of(fills(2, 300));
              }
              default -> entry(intent, "call");
            };

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.positions.values()).allSatisfy(held -> assertThat(held).isZero());
    assertThat(world.commands)
        .containsSubsequence("UNWIND BUY 2 TWX 20140620 70C @ 1.30", "finish UNWOUND");
  }

  @Test
  void unwindsWhenTheBrokerRejectsTheCompletion() {
    fillAllBut("call");
    world.reactions =
        intent -> {
          if (intent.ref().purpose() == Purpose.COMPLETION) {
            world.reject(FIRST, Duration.ofMillis(20));
            return List.of();
          }
          return entry(intent, "call");
        };

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().detail()).contains("the broker rejected " + FIRST);
    assertThat(world.plans).as("no loop of retries").hasSize(2);
  }

  @Test
  void givesUpWhenItsTimeIsOver() {
    fillAllBut("call");
    world.reactions =
        intent -> intent.ref().purpose() == Purpose.COMPLETION ? List.of() : entry(intent, "call");

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().detail()).contains("did not fill in time");
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(17));
    assertThat(world.plans.size()).isBetween(3, 4);
  }

  @Test
  void unwindsWhenSomebodyCancelsWhileItCompletes() {
    fillAllBut("call");
    world.reactions =
        intent -> intent.ref().purpose() == Purpose.COMPLETION ? List.of() : entry(intent, "call");
    world.cancelAt = ScriptedWorld.START.plusMillis(7_000);

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(world.plans).hasSize(2);
  }

  /** Fault Y17, while a completing order works. */
  @Test
  void keepsNothingAndNamesTheKillSwitchWhenItStopsACompletion() {
    fillAllBut("call");
    world.reactions =
        intent ->
            switch (intent.ref().purpose()) {
              case COMPLETION -> List.of(fills(2, 300));
              default -> entry(intent, "call");
            };
    world.cancelAt = ScriptedWorld.START.plusMillis(7_000);
    world.cancelText = "KILL_SWITCH: ann: wrong prices";
    PartialPolicy usual = PartialPolicy.DEFAULT;

    Ending ending =
        run(
            Conversion.with(
                Conversion.units(5, "69.72"),
                Placing.PARALLEL,
                Pricing.LIMIT,
                null,
                new PartialPolicy(
                    usual.allButOne(),
                    usual.minProfit(),
                    usual.payUpTicks(),
                    usual.payUpCap(),
                    usual.completeWithin(),
                    PartialPolicy.Units.KEEP,
                    usual.legSlippage(),
                    usual.groupSlippage(),
                    false)));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.KILL_SWITCH);
    assertThat(world.positions.values()).allSatisfy(held -> assertThat(held).isZero());
  }

  /** Fault O7: the old order fills after its end was proven, beside its successor. */
  @Test
  void closesTheExcessWhenTheOldOrderFillsBesideItsSuccessor() {
    fillAllBut("call");
    world.reactions =
        intent -> {
          if (intent.ref().purpose() == Purpose.COMPLETION) {
            world.executes(lateEntry(intent), 1, Duration.ofMillis(10));
            return List.of(fills(1, 20));
          }
          return entry(intent, "call");
        };

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.positions.get("call")).isEqualByComparingTo("-1");
    assertThat(world.commands).contains("UNWIND BUY 1 TWX 20140620 70C @ 1.30");
  }

  @Test
  void unwindsAtOnceWhenOnlyOneLegFilled() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("stock", List.of(fills(100, 100))));

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void unwindsWhatTheBrokerRefusedWithoutTryingItAgain() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 10)), "put", List.of(fills(1, 10))));
    world.reject(Conversion.entry("call"), Duration.ofMillis(50));

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void tellsTheNumbersThatEachDecisionWasMadeFrom() {
    fillAllBut("call");

    Ending ending = run(ONE_UNIT);

    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_COMPLETE"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.detail())
                    .contains("attempt 1, at most 0 price steps")
                    .contains("executed for 7080 USD")
                    .contains("at least 1.08"));
  }

  private static EntryAnswer refused() {
    return new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "0.90 is beyond 1.08"));
  }

  private static OrderIntent lateEntry(OrderIntent completion) {
    return new OrderIntent(
        Conversion.entry("call"),
        completion.account(),
        completion.instrument(),
        completion.side(),
        completion.quantity(),
        completion.limit(),
        null);
  }

  private void fillAllBut(String leg) {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.COMPLETION
                ? List.of(fills(intent.quantity().intValueExact(), 20))
                : entry(intent, leg);
  }

  private static List<Reaction> entry(OrderIntent intent, String leg) {
    boolean silent = intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals(leg);
    return silent ? List.of() : List.of(fills(intent.quantity().intValueExact(), 100));
  }

  private static Reaction fills(int quantity, long millis) {
    return new Reaction(Duration.ofMillis(millis), quantity);
  }

  private Ending run(ExecutionRequest request) {
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }
}
