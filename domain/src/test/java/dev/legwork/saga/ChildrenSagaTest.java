package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Legs whose order is split into children, which count as one. */
class ChildrenSagaTest {
  private final ScriptedWorld world = new ScriptedWorld();

  ChildrenSagaTest() {
    world.sizes = new OrderSizes(d("2"), d("200"));
  }

  private Ending run(ExecutionRequest request) {
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }

  /** With time for more after the first fill. */
  private static ExecutionRequest patient(ExecutionRequest trade) {
    return new ExecutionRequest(
        trade.id(),
        trade.account(),
        trade.strategy(),
        trade.underlying(),
        trade.legs(),
        trade.quantity(),
        trade.netLimit(),
        trade.placing(),
        trade.pricing(),
        new Timeouts(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(30)));
  }

  private static OrderRef ref(String leg, Purpose purpose, int attempt) {
    return new OrderRef("twx-0001", leg, purpose, attempt);
  }

  private static List<Reaction> all(OrderIntent intent, int millis) {
    return List.of(new Reaction(Duration.ofMillis(millis), intent.quantity().intValueExact()));
  }

  private static boolean is(OrderIntent intent, String leg, int attempt) {
    return intent.ref().purpose() == Purpose.ENTRY
        && intent.ref().leg().equals(leg)
        && intent.ref().attempt() == attempt;
  }

  private List<String> unwinds() {
    return world.commands.stream().filter(command -> command.startsWith("UNWIND")).toList();
  }

  @Test
  void commitsOnceAllChildrenOfEveryLegAreFilled() {
    world.reactions = intent -> all(intent, 100 * intent.ref().attempt());

    Ending ending = run(Conversion.unwinding(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands).containsExactly("lock", "enter", "finish COMMITTED", "release 7");
    assertThat(world.positions.get("stock")).isEqualTo(d("500"));
    assertThat(world.positions.get("call")).isEqualTo(d("-5"));
  }

  @Test
  void withdrawsTheSiblingsOfARejectedChildAndUnwindsWhatFilledWithinTheSize() {
    world.reactions = intent -> is(intent, "stock", 2) ? List.of() : all(intent, 50);
    world.reject(ref("stock", Purpose.ENTRY, 2), Duration.ofMillis(30));

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(unwinds())
        .as("five calls in three")
        .filteredOn(command -> command.contains("BUY"))
        .extracting(command -> command.substring(0, "UNWIND BUY 2".length()))
        .containsExactly("UNWIND BUY 2", "UNWIND BUY 2", "UNWIND BUY 1");
    assertThat(world.positions.values()).allSatisfy(held -> assertThat(held).isZero());
  }

  /** A sibling works still: nobody knows what will remain of the leg. */
  @Test
  void sendsALostChildAgainOnlyWhenNoSiblingCanTradeAnyMore() {
    OrderRef lost = ref("stock", Purpose.ENTRY, 2);
    world.lost.add(lost);
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(1);
    world.reactions = intent -> is(intent, "stock", 1) ? all(intent, 9_000) : all(intent, 50);

    Ending ending = run(patient(Conversion.units(5, "69.72")));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    EntryPlan again = world.plans.getLast();
    assertThat(again.legNames()).containsExactly("stock");
    assertThat(again.attempt()).isEqualTo(4);
    assertThat(again.quantity(again.request().leg("stock")))
        .as("what the lost child was for")
        .isEqualTo(d("167"));
    assertThat(again.committed()).isEqualTo(d("23176.8"));
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_RESEND"))
        .singleElement()
        .satisfies(
            line -> assertThat(line.at()).isAfterOrEqualTo(ScriptedWorld.START.plusMillis(9_000)));
  }

  @Test
  void findsAllChildrenOfAWaveWhosePlacingGaveNoAnswer() {
    world.entrySilent = true;
    world.reactions = intent -> all(intent, 200);

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.asked)
        .as("asked for by the first children alone")
        .doesNotContain(ref("stock", Purpose.ENTRY, 2));
    assertThat(ending.timeline()).filteredOn(line -> line.event().equals("FILL")).hasSize(9);
  }

  @Test
  void completesByChildrenTheLegThatIsMissing() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("call")
                ? List.of()
                : all(intent, 50);

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands).contains("complete [call]");
    assertThat(world.positions.get("call")).isEqualTo(d("-5"));
  }

  /** Another attempt of the same leg: after all children of the first. */
  @Test
  void completesAgainWhenOneChildOfTheFirstAttemptDidNotFill() {
    world.reactions =
        intent ->
            intent.ref().leg().equals("call")
                    && (intent.ref().purpose() == Purpose.ENTRY
                        || intent.ref().purpose() == Purpose.COMPLETION
                            && intent.ref().attempt() == 3)
                ? List.of()
                : all(intent, 50);

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans)
        .filteredOn(plan -> plan.purpose() == Purpose.COMPLETION)
        .extracting(EntryPlan::attempt, plan -> plan.quantity(plan.request().leg("call")))
        .containsExactly(tuple(1, d("5")), tuple(4, d("1")));
  }

  /** fault O7: of one sibling, after all of them were proven over. */
  @Test
  void unwindsAFillThatComesOfAChildAfterItWasCancelled() {
    world.reactions =
        intent -> intent.ref().purpose() == Purpose.ENTRY ? List.of() : all(intent, 20);
    world.cancelTakes = Duration.ofMillis(500);
    ExecutionRequest request = Conversion.units(5, "69.72");
    OrderIntent whole = Conversion.entries(request).getFirst().intent();
    OrderIntent third = Children.of(whole, d("200")).get(2);
    world.executes(third, 40, Duration.ofMillis(15_700));

    Ending ending = run(request);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinds()).singleElement().asString().contains("SELL 40 TWX");
  }

  /** 5000 shares in orders of 200: 25 children, ten in a write. */
  @Test
  void unwindsInAsManyWavesAsTheChildrenNeedAndCountsNoneAsAFailedAttempt() {
    world.sizes = OrderSizes.ANY;
    world.reactions =
        intent ->
            intent.ref().leg().equals("stock") || intent.ref().purpose() == Purpose.UNWIND
                ? all(intent, 50)
                : List.of();
    world.whenEntered = () -> world.sizes = new OrderSizes(null, d("200"));

    Ending ending = run(Conversion.unwinding(50, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinds()).hasSize(25);
    assertThat(unwinds())
        .as("all at the first attempt's limit, which is made worse from attempt to attempt")
        .extracting(command -> command.substring(command.indexOf('@')))
        .containsOnly(unwinds().getFirst().substring(unwinds().getFirst().indexOf('@')));
  }

  @Test
  void splitsWhatALegsOwnSizeAsksForAndUnwindsInThatSizeToo() {
    world.sizes = OrderSizes.ANY;
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && !intent.ref().leg().equals("stock")
                ? List.of()
                : all(intent, 50);

    Ending ending = run(Conversion.withChildSize(Conversion.unwinding(5, "69.72"), "stock", "300"));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinds())
        .extracting(command -> command.substring(0, command.indexOf(" TWX")))
        .containsExactly("UNWIND SELL 250", "UNWIND SELL 250");
  }

  /** A recovery knows of the first wave only what was stored: all of it. */
  @Test
  void asksForTheWaveThatCouldHaveFollowedTheChildrenOfAVanishedTrade() {
    world.reactions = intent -> is(intent, "stock", 1) ? all(intent, 50) : List.of();
    world.terminatedAt = ScriptedWorld.START.plusSeconds(2);
    ExecutionRequest request = Conversion.unwinding(5, "69.72");
    try {
      run(request);
    } catch (ScriptedWorld.Terminated expected) {
      world.reactions = ScriptedWorld::fillsAtOnce;
    }
    world.asked.clear();

    Ending ending =
        new RecoverySaga(
                new Abandoned(request, null, world.known(), "closed from outside"),
                world,
                Policy.DEFAULT)
            .run();

    assertThat(world.asked)
        .contains(
            ref("stock", Purpose.ENTRY, 4),
            ref("put", Purpose.ENTRY, 4),
            ref("call", Purpose.ENTRY, 4));
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.positions.get("stock")).isZero();
  }

  @Test
  void takesAnOverFillOfAChildForTheVenuesOwn() {
    world.reactions =
        intent ->
            is(intent, "stock", 1)
                ? List.of(new Reaction(Duration.ofMillis(50), 200))
                : all(intent, 60);

    Ending ending = run(Conversion.units(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.OVER_FILLED);
    assertThat(ending.residual())
        .singleElement()
        .extracting(Residual::position)
        .isEqualTo(Decimals.of(33));
    assertThat(unwinds()).isEmpty();
  }
}
