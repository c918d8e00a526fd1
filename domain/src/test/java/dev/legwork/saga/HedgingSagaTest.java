package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** faults O24, O28, O29: a short call that nobody sells back, hedged with its stock. */
class HedgingSagaTest {
  private static final Instant LATER = ScriptedWorld.START.plus(Duration.ofMinutes(30));
  private static final Quote CALL = Conversion.quotes().get("call");
  private final ScriptedWorld world = new ScriptedWorld();
  private final Deque<Integer> hedgeFills = new ArrayDeque<>();

  HedgingSagaTest() {
    world.quotes.put("call", Quote.none());
    world.quotes.put("hedge", Quote.of(d("69.58"), d("5000"), d("69.60"), d("5000")));
    world.quotedAgain = Map.of(LATER, Map.of("call", CALL));
    world.reactions = this::react;
  }

  @Test
  void buysTheDeltaOfAShortCallAndTakesItOffWhenTheCallIsBoughtBack() {
    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging())
        .satisfiesExactly(
            on -> assertThat(on).matches("HEDGE BUY 4[0-9] TWX @ 69.94"),
            off -> assertThat(off).matches("UNWIND SELL 4[0-9] TWX @ 69.24"));
    assertThat(world.commands)
        .containsSubsequence("release 7", "await market [call]", "finish UNWOUND");
    assertThat(indexOf("UNWIND BUY 1 TWX 20140620 70C"))
        .as("the short first, then what covers it")
        .isLessThan(indexOf("UNWIND SELL 4"));
    assertThat(world.states)
        .containsSubsequence(TradeState.HEDGING, TradeState.WAITING_MARKET, TradeState.UNWINDING);
    assertFlat();
  }

  @Test
  void tellsTheNumbersItWasDecidedFrom() {
    Ending ending = run();

    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_HEDGE"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.detail())
                    .contains("-1 TWX 20140620 70C x 100 x delta 0.4", "the underlying at 69.59"));
    assertThat(world.alerts.getFirst().text()).contains("the hedge holds 4");
    assertThat(world.alerts.getFirst().residual()).hasSize(2);
  }

  /** What makes a quote unusable for closing makes it no price for the delta either. */
  @Test
  void aStubSaysNothingOfTheDelta() {
    world.quotes.put("call", Quote.of(d("0.01"), d("10"), d("99.99"), d("10")));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging().getFirst()).matches("HEDGE BUY 4[0-9] TWX @ 69.94");
  }

  /** A hedge that fills in part and whose market moves: only the rest follows, at a worse limit. */
  @Test
  void asksForTheRestOnlyAtTheNextLevelWhenTheMarketHasMoved() {
    hedgeFills.add(10);
    world.quotedAgain =
        Map.of(
            ScriptedWorld.START.plusSeconds(20),
            Map.of("hedge", Quote.of(d("69.78"), d("5000"), d("69.80"), d("5000"))),
            LATER,
            Map.of("call", CALL));

    assertThat(run().state()).isEqualTo(TradeState.UNWOUND);

    int first = quantity(hedging().get(0));
    assertThat(quantity(hedging().get(1))).isEqualTo(first - 10);
    assertThat(hedging().get(1)).endsWith("@ 70.49");
    assertThat(hedging().get(2)).startsWith("UNWIND SELL " + first);
    assertFlat();
  }

  @Test
  void stopsAfterThreeLevelsWithAnAlertAndAProposal() {
    hedgeFills.addAll(List.of(10, 0, 5));
    world.quotedAgain = Map.of();

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(hedging()).hasSize(3);
    int wanted = quantity(hedging().getFirst());
    assertThat(world.positions.get("hedge")).isEqualByComparingTo("15");
    assertThat(ending.residual())
        .containsExactly(
            new Residual(Conversion.CALL, d("-1")), new Residual(Conversion.STOCK, d("15")));
    assertThat(world.alerts)
        .filteredOn(alert -> alert.code().equals("HEDGE_INCOMPLETE"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
              assertThat(alert.text()).contains("Proposed: BUY " + (wanted - 15) + " TWX");
              assertThat(alert.residual()).isEqualTo(ending.residual());
            });
  }

  /** Where there is a market, and nobody trades at any price inside the collar. */
  @Test
  void hedgesWhatFiveAttemptsDidNotCloseAndLeavesBothToAPerson() {
    world.quotes.put("call", CALL);
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.UNWIND && intent.ref().leg().equals("call")
                ? List.of()
                : react(intent);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.UNWIND_EXHAUSTED);
    assertThat(ending.reason().detail()).contains("the hedge holds 4");
    assertThat(ending.residual()).hasSize(2);
    assertThat(hedging()).hasSize(1);
  }

  @Test
  void hedgesNothingThatIsCovered() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("stock")
                ? fills(100)
                : react(intent);

    assertThat(run().state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging()).isEmpty();
  }

  @Test
  void hedgesNothingWhereTheRequestSaysSo() {
    Ending ending =
        new ExecutionSaga(Conversion.unwinding(1, "69.72"), world, Policy.DEFAULT).run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging()).isEmpty();
  }

  @Test
  void saysWhyNothingHedgesItWhereTheUnderlyingIsAwayToo() {
    world.quotes.put("hedge", Quote.none());

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging()).isEmpty();
    assertThat(world.alerts.getFirst().text())
        .contains("-1 TWX 20140620 70C", "cannot be hedged", "TWX: there is no ask");
  }

  /** Quotes stand after the close: nothing is sent on them. */
  @Test
  void hedgesNothingOnQuotesOfAClosedMarket() {
    world.marketBackAt = LATER;
    world.marketAway = "TWX does not trade now";

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging()).isEmpty();
    assertThat(world.alerts.getFirst().text()).contains("cannot be hedged, TWX does not trade now");
  }

  /** The stock trades again after a minute, its option after half an hour. */
  @Test
  void hedgesAsSoonAsTheUnderlyingTradesAgainThoughTheOptionDoesNot() {
    hedgeIsAwayUntil(ScriptedWorld.START.plusSeconds(60));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging())
        .satisfiesExactly(
            on -> assertThat(on).matches("HEDGE BUY 4[0-9] TWX @ 69.94"),
            off -> assertThat(off).matches("UNWIND SELL 4[0-9] TWX @ 69.24"));
    assertThat(levelsAt(ending))
        .first()
        .satisfies(at -> assertThat(at).isBefore(ScriptedWorld.START.plusSeconds(120)));
    assertThat(world.commands)
        .containsSubsequence("await market [call, hedge]", "await market [call]");
    assertThat(world.states)
        .containsSubsequence(
            TradeState.WAITING_MARKET,
            TradeState.HEDGING,
            TradeState.WAITING_MARKET,
            TradeState.UNWINDING);
    assertFlat();
  }

  /** Who hedges by hand what is hedged by itself a minute later has hedged it twice. */
  @Test
  void tellsPeopleThatTheHedgeFollowsAndThenThatItIsThere() {
    hedgeIsAwayUntil(ScriptedWorld.START.plusSeconds(60));

    run();

    assertThat(world.alerts.getFirst().text())
        .contains("TWX: there is no ask", "that follows by itself", "hedge nothing by hand");
    assertThat(world.alerts.getLast().text())
        .contains("the hedge holds 4")
        .doesNotContain("follows by itself");
  }

  @Test
  void hedgesNothingThatAPersonHasClosedMeanwhile() {
    hedgeIsAwayUntil(ScriptedWorld.START.plusSeconds(60));
    world.others.put("call", d("1"));

    Ending ending = run();

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.POSITION_MISSING);
    assertThat(hedging()).isEmpty();
  }

  /** What nothing but time can mend is tried ever more rarely, and said once. */
  @Test
  void backsOffWhileItsOrdersDoNotReachTheMarket() {
    world.unwrittenWaves = 22;

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging()).hasSize(2);
    assertThat(levelsAt(ending).get(21))
        .as("after seven pauses, the first of 1 s, each twice as long as the one before")
        .isBetween(
            ScriptedWorld.START.plusSeconds(127), ScriptedWorld.START.plusSeconds(127 + 120));
    assertThat(ending.timeline()).filteredOn(line -> line.event().equals("NOT_HEDGED")).hasSize(1);
  }

  @Test
  void anOrderThatNeverReachedTheMarketIsNoLevel() {
    world.unwrittenWaves = 7;

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(hedging())
        .satisfiesExactly(
            on -> assertThat(on).startsWith("HEDGE BUY 4"),
            off -> assertThat(off).startsWith("UNWIND SELL 4"));
    assertThat(world.alerts).noneMatch(alert -> alert.code().equals("HEDGE_INCOMPLETE"));
    assertFlat();
  }

  /** The underlying goes after the first level and comes back: what was placed counts. */
  @Test
  void placesThreeLevelsForAnExposureHoweverOftenTheUnderlyingGoes() {
    Quote stock = world.quotes.get("hedge");
    Instant back = ScriptedWorld.START.plus(Duration.ofMinutes(5));
    hedgeFills.addAll(List.of(10, 5, 0));
    world.quotedAgain = Map.of(back, Map.of("hedge", stock));
    world.reactions =
        intent -> {
          if (intent.ref().purpose() == Purpose.HEDGE && world.now().isBefore(back)) {
            world.quotes.put("hedge", Quote.none());
          }
          return react(intent);
        };

    Ending ending = run();

    int wanted = quantity(hedging().getFirst());
    assertThat(hedging())
        .extracting(HedgingSagaTest::quantity)
        .containsExactly(wanted, wanted - 10, wanted - 15);
    assertThat(levelsAt(ending).get(1)).isAfter(back);
    assertThat(world.alerts)
        .filteredOn(alert -> alert.code().equals("HEDGE_INCOMPLETE"))
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.text()).contains("Proposed: BUY " + (wanted - 15) + " TWX"));
    assertThat(world.positions.get("hedge")).isEqualByComparingTo("15");
  }

  /** fault O31: the first level executed in part, and the account does not show that yet. */
  @Test
  void doesNotBuyAgainWhatThePositionDoesNotShowYet() {
    hedgeIsCutOffAfterTwentyAndItsPositionLags();

    Ending ending = run();

    int wanted = quantity(hedging().getFirst());
    assertThat(hedging())
        .extracting(HedgingSagaTest::quantity)
        .containsExactly(wanted, wanted - 20, wanted);
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  /** fault O31: that a person closed a call is certain for long; that says nothing of the hedge. */
  @Test
  void doesNotBuyAgainWhatIsNotShownYetWhereACallHasBeenGoneForLong() {
    hedgeIsAwayUntil(ScriptedWorld.START.plusSeconds(120));
    hedgeIsCutOffAfterTwentyAndItsPositionLags();
    world.others.put("call", d("1"));

    Ending ending = run(2);

    int wanted = quantity(hedging().getFirst());
    assertThat(hedging())
        .extracting(HedgingSagaTest::quantity)
        .containsExactly(wanted, wanted - 20, wanted);
    assertThat(wanted).as("for one call").isLessThan(60);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.POSITION_MISSING);
    assertThat(world.positions.get("hedge")).isEqualByComparingTo("0");
  }

  /** An attempt to close the call that nobody answers makes no other exposure of it. */
  @Test
  void isNotDecidedAgainForAnAttemptToCloseInVain() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.UNWIND && intent.ref().leg().equals("call")
                ? List.of()
                : react(intent);
    world.quotedAgain =
        Map.of(
            LATER,
            Map.of("call", CALL, "hedge", Quote.of(d("75.58"), d("5000"), d("75.60"), d("5000"))),
            LATER.plusSeconds(45),
            Map.of("call", Quote.none()));

    run();

    assertThat(world.commands).anyMatch(command -> command.startsWith("UNWIND BUY 1"));
    assertThat(hedging()).hasSize(1);
  }

  /** What is hedged is not hedged again, however often the market comes and goes. */
  @Test
  void neverHedgesTheSameExposureTwice() {
    world.marketBackAt = ScriptedWorld.START;
    world.quotedAgain = Map.of();

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(hedging()).hasSize(1);
  }

  private Ending run() {
    return run(1);
  }

  private Ending run(int units) {
    ExecutionRequest trade = Conversion.hedged(Conversion.unwinding(units, "69.72"));
    Ending ending = new ExecutionSaga(trade, world, Policy.DEFAULT).run();
    assertThat(world.endings).containsExactly(ending);
    return ending;
  }

  private List<Reaction> react(OrderIntent intent) {
    if (intent.ref().purpose() == Purpose.HEDGE && !hedgeFills.isEmpty()) {
      int quantity = hedgeFills.remove();
      return quantity == 0 ? List.of() : fills(quantity);
    }
    return intent.ref().purpose() != Purpose.ENTRY || intent.ref().leg().equals("call")
        ? ScriptedWorld.fillsAtOnce(intent)
        : List.of();
  }

  /** The stock cannot be traded for a moment, and positions follow 24 s after the execution. */
  private void hedgeIsCutOffAfterTwentyAndItsPositionLags() {
    Quote stock = Quote.of(d("69.58"), d("5000"), d("69.60"), d("5000"));
    hedgeFills.add(20);
    world.reactions =
        intent -> {
          if (intent.ref().purpose() == Purpose.HEDGE && intent.ref().attempt() == 1) {
            world.quotes.put("hedge", Quote.none());
            world.quotedAgain =
                Map.of(
                    world.now().plusSeconds(10),
                    Map.of("hedge", stock),
                    LATER,
                    Map.of("call", CALL));
            world.positionFollowsAt.put("hedge", world.now().plusSeconds(24));
          }
          return react(intent);
        };
  }

  private void hedgeIsAwayUntil(Instant then) {
    Quote stock = world.quotes.put("hedge", Quote.none());
    world.quotedAgain = Map.of(then, Map.of("hedge", stock), LATER, Map.of("call", CALL));
  }

  private static List<Instant> levelsAt(Ending ending) {
    return ending.timeline().stream()
        .filter(line -> line.event().equals("HEDGE_LEVEL"))
        .map(TimelineEntry::at)
        .toList();
  }

  private List<String> hedging() {
    return world.commands.stream()
        .filter(command -> command.matches(".* [0-9]+ TWX @ .*"))
        .toList()
        .stream()
        .filter(command -> !command.contains(" 100 TWX"))
        .toList();
  }

  private int indexOf(String start) {
    for (int i = 0; i < world.commands.size(); i++) {
      if (world.commands.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no " + start + " in " + world.commands);
  }

  private static int quantity(String command) {
    return Integer.parseInt(command.split(" ")[2]);
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  private static List<Reaction> fills(int quantity) {
    return List.of(new Reaction(Duration.ofMillis(100), quantity));
  }
}
