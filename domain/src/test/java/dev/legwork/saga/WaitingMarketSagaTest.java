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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** faults O24, O28: a position that nobody can close now, since its market is away. */
class WaitingMarketSagaTest {
  private static final ExecutionRequest ONE_UNIT = Conversion.unwinding(1, "69.72");
  private static final Instant NEXT_DAY = ScriptedWorld.START.plus(Duration.ofHours(20));
  private static final String KILL_SWITCH = ReasonCode.KILL_SWITCH + ": ann stopped DU1";
  private static final String FLATTEN = Reason.FLATTENING + "ann stopped DU1";
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void waitsWithItsLockFreeAndClosesWhatItHoldsWhenTheMarketIsBack() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.finishedAt()).isBetween(NEXT_DAY, NEXT_DAY.plusSeconds(40));
    assertThat(world.states)
        .endsWith(TradeState.UNWINDING, TradeState.WAITING_MARKET, TradeState.UNWINDING);
    assertThat(world.commands)
        .containsSubsequence(
            "look at market",
            "release 7",
            "await market [call]",
            "UNWIND BUY 1 TWX 20140620 70C @ 1.30",
            "finish UNWOUND");
    assertFlat();
  }

  @Test
  void tellsOnceWithExactQuantitiesWhyItWaitsAndWhatComesNext() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);

    run();

    assertThat(world.alerts).hasSize(1);
    assertThat(world.alerts.getFirst().code()).isEqualTo("WAITING_MARKET");
    assertThat(world.alerts.getFirst().severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(world.alerts.getFirst().residual())
        .containsExactly(new Residual(Conversion.CALL, d("-1")));
    assertThat(world.alerts.getFirst().text())
        .contains("-1 TWX 20140620 70C", "trading is halted", "goes on by itself", "hedge");
  }

  /** A question of days would be lost with its worker; a question a second would fill a history. */
  @Test
  void asksEveryTenMinutesForDays() {
    onlyTheCallFills();
    nothingIsQuotedUntil(ScriptedWorld.START.plus(Duration.ofDays(3)));

    assertThat(run().state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.commands.stream().filter("await market [call]"::equals).count())
        .isBetween(430L, 435L);
  }

  @Test
  void endsWithItsPositionWhenItsPatienceIsOver() {
    onlyTheCallFills();
    nothingIsQuotedUntil(Instant.MAX);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NO_OPPOSITE_QUOTE);
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.CALL, d("-1")));
    assertThat(ending.finishedAt())
        .isBetween(
            ScriptedWorld.START.plus(Policy.DEFAULT.marketPatience()),
            ScriptedWorld.START.plus(Policy.DEFAULT.marketPatience()).plusSeconds(60));
  }

  @Test
  void aCancelEndsTheWaitAndLeavesThePosition() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(1));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().detail()).contains("cancelled while it waited", "and again");
    assertThat(ending.finishedAt())
        .isBetween(world.cancelledAgainAt, world.cancelledAgainAt.plusSeconds(60));
  }

  /** The cancel that undid the trade says nothing of the wait that came of it. */
  @Test
  void aCancelFromBeforeTheWaitDoesNotEndIt() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.cancelAt = ScriptedWorld.START.plusSeconds(2);

    assertThat(run().state()).isEqualTo(TradeState.UNWOUND);
  }

  /** fault Y17: the api and the worker both tell it, and again after each restart. */
  @Test
  void aKillSwitchThatIsToldAgainLeavesNoPosition() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.cancelAt = ScriptedWorld.START.plusSeconds(2);
    world.cancelText = KILL_SWITCH;
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(1));
    world.cancelAgainText = KILL_SWITCH;

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.KILL_SWITCH);
    assertThat(ending.finishedAt()).isAfter(NEXT_DAY);
    assertFlat();
  }

  /** fault Y17: whoever hits the switch in a halt takes over nothing. */
  @Test
  void aKillSwitchDoesNotEndTheWaitAndThePersonsCancelAfterItDoes() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.cancelAt = ScriptedWorld.START.plus(Duration.ofHours(1));
    world.cancelText = KILL_SWITCH;
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(5));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().detail()).contains("cancelled while it waited", "and again");
    assertThat(ending.finishedAt()).isAfter(world.cancelledAgainAt);
  }

  /** fault Y17: what it keeps is closed from its end on, and by nobody before. */
  @Test
  void aTradeThatKeepsUnitsEndsAtOnceWhereItsAccountIsFlattened() {
    keepsThreeUnitsAndCannotSellTheFourthPut();
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(1));
    world.cancelAgainText = FLATTEN;

    Ending ending = keeping();

    assertThat(world.states).contains(TradeState.WAITING_MARKET);
    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.finishedAt())
        .isBetween(world.cancelledAgainAt, world.cancelledAgainAt.plusSeconds(60));
    assertThat(ending.reason().detail()).contains("flattened", "ann stopped DU1");
    assertThat(ending.residual())
        .extracting(residual -> residual.position().toPlainString())
        .containsExactly("300", "4", "-3");
  }

  /** fault Y17: the switch came while it still tried to close what it does not keep. */
  @Test
  void aTradeThatKeepsUnitsDoesNotBeginToWaitWhereItsAccountIsFlattened() {
    keepsThreeUnitsAndCannotSellTheFourthPut();
    Function<OrderIntent, List<Reaction>> venue = world.reactions;
    world.reactions =
        intent -> {
          if (intent.ref().purpose() == Purpose.UNWIND) {
            world.cancelledAgainAt = world.now();
          }
          return intent.ref().leg().equals("stock") && intent.ref().purpose() == Purpose.ENTRY
              ? fills(417)
              : venue.apply(intent);
        };
    world.cancelAgainText = FLATTEN;

    Ending ending = keeping();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(world.states).doesNotContain(TradeState.WAITING_MARKET);
    assertThat(world.positions.get("stock")).isEqualByComparingTo("300");
  }

  /** fault Y17: whatever it holds it closes itself, as soon as that can be traded. */
  @Test
  void aTradeThatKeepsNothingWaitsOnWhereItsAccountIsFlattened() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(1));
    world.cancelAgainText = FLATTEN;

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.finishedAt()).isAfter(NEXT_DAY);
    assertFlat();
  }

  /** fault Y17: units that the request keeps stay under a switch that only stops. */
  @Test
  void aTradeThatKeepsUnitsWaitsOnUnderAKillSwitchThatFlattensNothing() {
    keepsThreeUnitsAndCannotSellTheFourthPut();
    world.cancelledAgainAt = ScriptedWorld.START.plus(Duration.ofHours(1));
    world.cancelAgainText = KILL_SWITCH;

    Ending ending = keeping();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.units()).isEqualTo(3);
    assertThat(ending.finishedAt()).isAfter(NEXT_DAY);
  }

  /** The alert that asks for it is open all the time; the person goes by that. */
  @Test
  void aCancelWhileTheMarketFlickersEndsTheNextWait() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("call")
                ? fills(1)
                : List.of();
    world.quotes.put("call", Quote.none());
    world.marketBackAt = NEXT_DAY;
    world.quotedAgain =
        Map.of(
            NEXT_DAY,
            Map.of("call", Conversion.quotes().get("call")),
            NEXT_DAY.plusSeconds(20),
            Map.of("call", Quote.none()));
    world.cancelledAgainAt = NEXT_DAY.plusSeconds(18);

    Ending ending = run();

    assertThat(world.commands).anyMatch(command -> command.startsWith("UNWIND BUY 1"));
    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().detail()).contains("cancelled while it waited", "and again");
    assertThat(ending.finishedAt()).isBefore(NEXT_DAY.plusSeconds(60));
  }

  /** Out of hours the last quotes stand, and nobody trades at them. */
  @Test
  void waitsWhereQuotesStandAndTheVenueIsClosed() {
    world.reactions =
        intent ->
            switch (intent.ref().purpose()) {
              case UNWIND -> world.now().isBefore(NEXT_DAY) ? List.of() : fills(1);
              default -> intent.ref().leg().equals("call") ? fills(1) : List.of();
            };
    world.marketBackAt = NEXT_DAY;
    world.marketAway = "call: TWX 20140620 70C does not trade now";

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.states).contains(TradeState.WAITING_MARKET);
    assertFlat();
  }

  @Test
  void givesUpWhereThereIsAMarketAndNobodyTrades() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("call")
                ? fills(1)
                : List.of();

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.UNWIND_EXHAUSTED);
    assertThat(world.states).doesNotContain(TradeState.WAITING_MARKET);
  }

  /** A market that quotes whenever it is looked at, and never to who wants to trade. */
  @Test
  void aMarketThatComesAndGoesIsNotTriedForEver() {
    onlyTheCallFills();
    nothingIsQuotedUntil(Instant.MAX);
    world.marketBackAt = ScriptedWorld.START;

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().detail()).contains("came and went 40 times");
    assertThat(world.commands).hasSizeLessThan(200);
  }

  @Test
  void doesNotCloseOnceMoreWhatAPersonHasClosedMeanwhile() {
    onlyTheCallFills();
    nothingIsQuotedUntil(NEXT_DAY);
    world.others.put("call", d("1"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.POSITION_MISSING);
    assertThat(world.commands).noneMatch(command -> command.startsWith("UNWIND"));
  }

  @Test
  void keepsTheCoverOfAShortThatItWaitsToBuyBack() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(new Reaction(Duration.ofMillis(100), 100)), "call", fills(1)));
    world.quotes.put("call", Quote.none());
    world.marketBackAt = NEXT_DAY;
    world.quotedAgain = Map.of(NEXT_DAY, Map.of("call", Conversion.quotes().get("call")));

    assertThat(run().state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.commands)
        .containsSubsequence(
            "await market [call]",
            "UNWIND BUY 1 TWX 20140620 70C @ 1.30",
            "UNWIND SELL 100 TWX @ 69.24");
    assertFlat();
  }

  private void keepsThreeUnitsAndCannotSellTheFourthPut() {
    world.reactions =
        ScriptedWorld.entriesFill(Map.of("stock", fills(300), "put", fills(4), "call", fills(3)));
    world.quotes.put("put", Quote.none());
    world.quotedAgain = Map.of(NEXT_DAY, Map.of("put", Conversion.quotes().get("put")));
  }

  private Ending keeping() {
    Ending ending = new ExecutionSaga(Conversion.keeping(5, "69.72"), world, Policy.DEFAULT).run();
    assertThat(world.endings).containsExactly(ending);
    return ending;
  }

  private void onlyTheCallFills() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("call", fills(1)));
  }

  private void nothingIsQuotedUntil(Instant then) {
    world.quotedFrom = then;
    world.quotedBefore = Quote.none();
  }

  private Ending run() {
    Ending ending = new ExecutionSaga(ONE_UNIT, world, Policy.DEFAULT).run();
    assertThat(world.endings).containsExactly(ending);
    return ending;
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  private static List<Reaction> fills(int quantity) {
    return List.of(new Reaction(Duration.ofMillis(100), quantity));
  }
}
