package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Lean;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trade whose short call leans on the stock that it buys: at least twice what is missing. */
class LeanSagaTest {
  private static final Quote ENOUGH = Conversion.quote("69.58", "69.60", 200);
  private static final Quote LESS = Conversion.quote("69.58", "69.60", 199);
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void withdrawsWhatWorksWithinASecondOfTooLittleBeingShown() {
    world.reactions = intent -> List.of();
    shows(LESS, ENOUGH, 4_500);

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.HEDGE_SIZE);
    assertThat(ending.reason().detail())
        .isEqualTo(
            "the hedge stock (TWX) shows 199, and 200 is asked for: 2 times the 100 that are"
                + " missing of it");
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_WITHDRAW"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.at())
                    .isBetween(
                        ScriptedWorld.START.plusMillis(4_500),
                        ScriptedWorld.START.plusMillis(5_500)));
  }

  @Test
  void needsLessOnceAPartOfTheHedgeHasExecuted() {
    world.reactions =
        ScriptedWorld.entriesFill(Map.of("stock", List.of(new Reaction(Duration.ofMillis(5), 1))));
    shows(Conversion.quote("69.58", "69.60", 198), ENOUGH, 2_000);

    assertThat(run(Placing.PARALLEL).reason().code()).isEqualTo(ReasonCode.TIMEOUT);
  }

  @Test
  void looksAtNothingOnceTheHedgeHasExecuted() {
    world.reactions =
        intent -> isEntry(intent, "call") ? List.of() : ScriptedWorld.fillsAtOnce(intent);
    shows(LESS, LESS, 0);

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_WITHDRAW"))
        .singleElement()
        .satisfies(line -> assertThat(line.detail()).startsWith("TIMEOUT"));
  }

  @Test
  void withdrawsNothingForQuotesThatNobodyTells() {
    world.reactions = intent -> List.of();
    shows(Quote.untold(), Quote.untold(), 0);

    assertThat(run(Placing.PARALLEL).reason().code()).isEqualTo(ReasonCode.TIMEOUT);
  }

  /** Whose size is that of a feed which died: nobody knows. */
  @Test
  void withdrawsNothingForAQuoteThatIsTooOldToTell() {
    world.reactions = intent -> List.of();
    Duration old = Policy.DEFAULT.quoteMaxAge().plusMillis(1);
    Quote stale = new Quote(d("69.58"), d("10"), old, d("69.60"), d("10"), old, false);
    shows(stale, stale, 0);

    assertThat(run(Placing.PARALLEL).reason().code()).isEqualTo(ReasonCode.TIMEOUT);
  }

  /** What is offered below the bid is no offer. */
  @Test
  void withdrawsWhatWorksWhereTheHedgeIsCrossed() {
    world.reactions = intent -> List.of();
    shows(Conversion.quote("69.61", "69.60", 5_000), ENOUGH, 2_000);

    assertThat(run(Placing.PARALLEL).reason().code()).isEqualTo(ReasonCode.HEDGE_SIZE);
  }

  @Test
  void aCancelIsNotHeldUpByLooking() {
    world.reactions = intent -> List.of();
    world.cancelAt = ScriptedWorld.START.plusMillis(2_300);
    shows(ENOUGH, ENOUGH, 0);

    Ending ending = run(Placing.PARALLEL);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(6));
  }

  /** fault O1: who looks every second asks all the same about orders of which nothing is heard. */
  @Test
  void asksForOrdersThatAreSilentHoweverOftenItLooks() {
    world.reactions = intent -> List.of();
    shows(ENOUGH, ENOUGH, 0);

    run(Placing.PARALLEL);

    assertThat(world.asked).contains(Conversion.entry("call"));
  }

  @Test
  void tellsTheDeskWhatTheHedgeExecutedWhenTheRiskIsSent() {
    Ending ending = run(Placing.HEDGE_FIRST);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    EntryPlan risk = world.plans.getLast();
    assertThat(risk.leans()).isTrue();
    assertThat(risk.executed()).containsEntry("stock", d("100"));
    assertThat(world.plans.getFirst().leans()).as("the hedge alone").isFalse();
  }

  private void shows(Quote from, Quote before, long millis) {
    world.quotes.put("stock", from);
    world.quotedFrom = ScriptedWorld.START.plusMillis(millis);
    world.quotedBefore = before;
  }

  private static boolean isEntry(OrderIntent intent, String leg) {
    return intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals(leg);
  }

  private Ending run(Placing placing) {
    ExecutionRequest request =
        Conversion.with(Conversion.unwinding(1, "69.72"), placing, Pricing.LIMIT)
            .leaning(new Lean(d("2")));
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }
}
