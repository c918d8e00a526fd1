package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a trade whose workflow is closed (order-rules: The holder that vanished). */
class RecoverySagaTest {
  private static final ExecutionRequest ONE_UNIT = Conversion.unwinding(1, "69.72");
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void unwindsTheTwoLegsThatHadFilledAndGivesTheLockBack() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "put", List.of(fills(1, 100))));
    vanishAfter(Duration.ofSeconds(1));

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.VANISHED);
    assertThat(world.commands)
        .containsExactly(
            "cancel call E1",
            "lock",
            "UNWIND SELL 100 TWX @ 69.24",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.10",
            "finish UNWOUND",
            "release 7");
    assertFlat();
  }

  /** Its one order may have been on its way when the workflow was closed. */
  @Test
  void asksForTheOneOrderThatACombinationWouldHave() {
    ExecutionRequest combination =
        Conversion.with(ONE_UNIT, Placing.COMBO, Pricing.LIMIT, null, ONE_UNIT.partial());

    Ending ending =
        new RecoverySaga(
                new Abandoned(combination, null, world.known(), "its workflow is closed"),
                world,
                Policy.DEFAULT)
            .run();

    assertThat(world.asked).containsExactly(new OrderRef("twx-0001", Combo.NAME, Purpose.ENTRY, 1));
    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
  }

  private void vanishWithTwoLegsFilled() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "put", List.of(fills(1, 100))));
    vanishAfter(Duration.ofSeconds(1));
  }

  /** A person sold the stock while nobody looked after the trade. */
  @Test
  void sellsNothingThatTheAccountDoesNotHoldAnyMore() {
    vanishWithTwoLegsFilled();
    world.others.put("stock", d("-100"));

    Ending ending = recover(null);

    assertThat(world.commands)
        .filteredOn(command -> command.startsWith("UNWIND"))
        .containsExactly("UNWIND SELL 1 TWX 20140620 70P @ 1.10");
    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.POSITION_MISSING);
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.STOCK, d("100")));
    assertThat(world.alerts)
        .filteredOn(alert -> alert.code().equals("POSITION_MISSING"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
              assertThat(alert.residual()).isEqualTo(ending.residual());
              assertThat(alert.text()).contains("100 TWX");
            });
  }

  @Test
  void sellsOnlyAsMuchAsTheAccountStillHolds() {
    vanishWithTwoLegsFilled();
    world.others.put("stock", d("-40"));

    Ending ending = recover(null);

    assertThat(world.commands).contains("UNWIND SELL 60 TWX @ 69.24");
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.STOCK, d("40")));
  }

  /** Others hold enough, so that the account's position alone does not show it. */
  @Test
  void takesWhatOthersSoldSinceForItsOwn() {
    vanishWithTwoLegsFilled();
    world.positions.merge("stock", d("500"), java.math.BigDecimal::add);
    world.others.put("stock", d("-100"));
    world.othersAreKnown.add("stock");

    Ending ending = recover(null);

    assertThat(world.commands).noneMatch(command -> command.contains("SELL 100 TWX"));
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.POSITION_MISSING);
  }

  /** fault O31: positions follow executions only after a while. */
  @Test
  void waitsForPositionsThatFollowTheirExecutionsLate() {
    vanishWithTwoLegsFilled();
    world.positionsFollowAt = world.now().plusSeconds(25);

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.alerts).isEmpty();
    assertFlat();
  }

  /** The short call is gone, so that its cover covers nothing. */
  @Test
  void sellsTheCoverOfAShortThatSomebodyElseBoughtBack() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "call", List.of(fills(1, 100))));
    vanishAfter(Duration.ofSeconds(1));
    world.others.put("call", d("1"));

    Ending ending = recover(null);

    assertThat(world.commands)
        .filteredOn(command -> command.startsWith("UNWIND"))
        .containsExactly("UNWIND SELL 100 TWX @ 69.24");
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.CALL, d("-1")));
  }

  @Test
  void unwindsWithoutALockThatAnotherTradeKeeps() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "put", List.of(fills(1, 100))));
    vanishAfter(Duration.ofSeconds(1));
    world.lockAnswer = new LockAnswer.TimedOut();

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.lockTimeout).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(world.commands).noneMatch(command -> command.startsWith("release"));
    assertFlat();
  }

  @Test
  void endsUnfilledWhatVanishedWhileAllOrdersLived() {
    world.reactions = intent -> List.of();
    vanishAfter(Duration.ofSeconds(1));

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(world.commands)
        .containsExactly(
            "cancel call E1",
            "cancel put E1",
            "cancel stock E1",
            "try lock",
            "finish NOT_FILLED",
            "release 7");
  }

  @Test
  void commitsWhatHadFilledWhole() {
    world.reactions = intent -> List.of(fills(intent.quantity().intValueExact(), 900));
    vanishAfter(Duration.ofSeconds(1));

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.reason()).isNull();
    assertThat(world.commands).containsExactly("try lock", "finish COMMITTED", "release 7");
  }

  @Test
  void endsRejectedWhatVanishedBeforeAnythingWasPlaced() {
    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.VANISHED);
  }

  /** Its intents were stored, and the process died before it wrote them. */
  @Test
  void endsRejectedWhatVanishedWithOrdersThatWereNeverWritten() {
    List.of("stock", "put", "call").forEach(leg -> world.buried.add(entry(leg)));
    vanishAfter(Duration.ofSeconds(1));

    Ending ending = recover(null);

    assertThat(world.known().placed()).hasSize(3);
    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.VANISHED);
  }

  /** Nobody can tell whether bytes of it left, only that they arrived nowhere. */
  @Test
  void endsUnfilledWhatVanishedWithOrdersThatMayHaveBeenWritten() {
    List.of("stock", "put").forEach(leg -> world.buried.add(entry(leg)));
    world.lost.add(entry("call"));
    vanishAfter(Duration.ofSeconds(1));

    Ending ending = recover(null);

    assertThat(world.known().verdicts()).containsEntry(entry("call"), Verdict.PROVEN_ABSENT);
    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
  }

  @Test
  void doesNotEndWhileAnEntryMayStillBeStored() {
    world.undecidedSnapshots = 20;

    recover(null);

    assertThat(world.undecidedSnapshots).isZero();
  }

  @Test
  void finishesAnUnwindingWithTheNextAttemptsAndNeverThroughZero() {
    world.reactions =
        intent ->
            intent.ref().purpose().opens()
                ? intent.ref().leg().equals("stock") ? List.of(fills(100, 100)) : List.of()
                : List.of(fills(intent.quantity().intValueExact() / 2, 50));
    vanishAfter(Duration.ofMillis(7_500));
    assertThat(world.positions).containsEntry("stock", d("50"));

    Ending ending = recover(null);

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(world.commands).contains("UNWIND SELL 50 TWX @ 69.24");
    assertThat(world.known().placed())
        .extracting(PlacedOrder::ref)
        .as("references are used once")
        .doesNotHaveDuplicates();
  }

  /** Fault O7: a fill after "Cancelled". */
  @Test
  void unwindsWhatWasExecutedAfterTheTradeHadEndedUnfilled() {
    world.reactions = intent -> List.of();
    Ending former = endRegularly();
    executesLate("stock", 100);

    Ending ending = recover(former);

    assertThat(former.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.LATE_EXECUTION);
    assertThat(ending.timeline()).startsWith(former.timeline().toArray(TimelineEntry[]::new));
    assertFlat();
  }

  @Test
  void unwindsOnlyTheExcessOfACommittedTrade() {
    Ending former = endRegularly();
    executesLate("put", 1);

    Ending ending = recover(former);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands)
        .containsExactly(
            "lock", "UNWIND SELL 1 TWX 20140620 70P @ 1.10", "finish COMMITTED", "release 7");
    assertThat(world.positions)
        .containsEntry("stock", d("100"))
        .containsEntry("put", d("1"))
        .containsEntry("call", d("-1"));
  }

  @Test
  void keepsTheCoverOfACommittedShortWhenThereIsExcessOfBoth() {
    Ending former = endRegularly();
    executesLate("call", 1);
    executesLate("stock", 100);
    world.quotes.put("call", Quote.none());

    Ending ending = recover(former);

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.keepsRequest()).isTrue();
    assertThat(ending.residual())
        .containsExactly(
            new Residual(Conversion.STOCK, d("100")), new Residual(Conversion.CALL, d("-1")));
    assertThat(world.commands).noneMatch(command -> command.startsWith("UNWIND"));
  }

  @Test
  void leavesAStatedResidualAndUnwindsOnlyWhatCameOnTop() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "call", List.of(fills(1, 100))));
    world.quotes.put("call", Quote.none());
    Ending former = endRegularly();
    executesLate("stock", 30);

    Ending ending = recover(former);

    assertThat(former.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(world.commands).contains("UNWIND SELL 30 TWX @ 69.24");
    assertThat(ending.residual()).isEqualTo(former.residual());
    assertThat(ending.reason()).isEqualTo(former.reason());
  }

  @Test
  void statesTheSmallerResidualWhenPartOfItWasClosedLate() {
    world.reactions =
        intent ->
            intent.ref().purpose().opens() && intent.ref().leg().equals("stock")
                ? List.of(fills(100, 100))
                : List.of();
    Ending former = endRegularly();
    world.executes(lastOf("stock"), 40, Duration.ZERO);
    world.await(world.now());

    Ending ending = recover(former);

    assertThat(former.residual()).containsExactly(new Residual(Conversion.STOCK, d("100")));
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.STOCK, d("60")));
    assertThat(world.commands).noneMatch(command -> command.startsWith("UNWIND"));
  }

  @Test
  void endsUnwoundWhenTheResidualWasClosedLate() {
    world.reactions =
        intent ->
            intent.ref().purpose().opens() && intent.ref().leg().equals("stock")
                ? List.of(fills(100, 100))
                : List.of();
    Ending former = endRegularly();
    world.executes(lastOf("stock"), 100, Duration.ZERO);
    world.await(world.now());

    assertThat(recover(former).state()).isEqualTo(TradeState.UNWOUND);
  }

  @Test
  void saysNothingNewWhereNothingIsLeftToDo() {
    Ending former = endRegularly();

    assertThat(recover(former)).isSameAs(former);
    assertThat(world.commands).containsExactly("try lock", "finish COMMITTED", "release 7");
  }

  @Test
  void runTwiceIsRunOnce() {
    Ending former = endRegularly();
    executesLate("put", 1);
    Ending first = recover(former);
    world.commands.clear();

    Ending second = recover(first);

    assertThat(second).isSameAs(first);
    assertThat(world.commands).noneMatch(command -> command.startsWith("UNWIND"));
  }

  @Test
  void goesOnWhereARecoveryWasCutOff() {
    world.reactions = intent -> List.of();
    Ending former = endRegularly();
    executesLate("stock", 100);
    world.reactions = ScriptedWorld::fillsAtOnce;
    world.terminatedAt = world.now().plusMillis(1);
    assertThatThrownBy(() -> recover(former)).isInstanceOf(ScriptedWorld.Terminated.class);
    world.await(world.now().plusSeconds(1));

    Ending ending = recover(former);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  /** The order that a census did not show is in the market after the trade has ended. */
  @Test
  void cancelsAndUnwindsAnOrderThatTurnsUpAfterTheEnd() {
    for (String leg : List.of("stock", "put", "call")) {
      world.lost.add(entry(leg));
    }
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(11);
    world.turnsUp(entry("put"), Duration.ofSeconds(30));
    Ending former = endRegularly();
    world.await(ScriptedWorld.START.plusSeconds(31));

    Ending ending = recover(former);

    assertThat(former.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  @Test
  void namesWhatTheVenueTookBackFromACommittedTrade() {
    Ending former = endRegularly();
    bust("stock");

    Ending ending = recover(former);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.FILL_REVERSED);
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.STOCK, d("-100")));
    assertThat(world.commands).noneMatch(command -> command.startsWith("UNWIND"));
  }

  private void bust(String leg) {
    world.busts(intent(entry(leg).toString()));
    world.await(world.now());
  }

  private Ending endRegularly() {
    Ending ending = new ExecutionSaga(ONE_UNIT, world, Policy.DEFAULT).run();
    world.reactions = ScriptedWorld::fillsAtOnce;
    world.await(world.now().plusSeconds(1));
    world.commands.clear();
    return ending;
  }

  private void vanishAfter(Duration after) {
    world.terminatedAt = ScriptedWorld.START.plus(after);
    assertThatThrownBy(() -> new ExecutionSaga(ONE_UNIT, world, Policy.DEFAULT).run())
        .isInstanceOf(ScriptedWorld.Terminated.class);
    world.commands.clear();
  }

  private Ending recover(Ending former) {
    return new RecoverySaga(
            new Abandoned(ONE_UNIT, former, world.known(), "a test"), world, Policy.DEFAULT)
        .run();
  }

  /** An execution of the leg's entry order, after everything was over. */
  private void executesLate(String leg, int quantity) {
    world.executes(intent(entry(leg).toString()), quantity, Duration.ZERO);
    world.await(world.now());
  }

  private OrderIntent intent(String ref) {
    return world.known().placed().stream()
        .map(PlacedOrder::intent)
        .filter(intent -> intent.ref().toString().equals(ref))
        .findFirst()
        .orElseThrow();
  }

  private OrderIntent lastOf(String leg) {
    return world.known().placed().stream()
        .map(PlacedOrder::intent)
        .filter(intent -> intent.ref().leg().equals(leg) && intent.side() == Side.SELL)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  private static Reaction fills(int quantity, long afterMillis) {
    return new Reaction(Duration.ofMillis(afterMillis), quantity);
  }
}
