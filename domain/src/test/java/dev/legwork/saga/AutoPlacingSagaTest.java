package dev.legwork.saga;

import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AUTO: the desk chooses with the first wave, and whatever comes after goes on from there. */
class AutoPlacingSagaTest {
  private static final ExecutionRequest TRADE =
      Conversion.with(Conversion.units(1, "69.72"), Placing.AUTO, Pricing.LIMIT);
  private static final OrderRef COMBO = new OrderRef("twx-0001", "combo", Purpose.ENTRY, 1);
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void goesOnInTheModeThatWasChosen() {
    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans.getFirst().isOpen()).isTrue();
    assertThat(world.plans.subList(1, 3))
        .allSatisfy(plan -> assertThat(plan.isOpen()).isFalse())
        .extracting(EntryPlan::legNames)
        .containsExactly(List.of("put"), List.of("call"));
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("PLACING_CHOSEN"))
        .extracting(TimelineEntry::detail)
        .containsExactly("SEQUENTIAL: as scripted");
  }

  @Test
  void sendsNothingBehindAWaveOfAllLegs() {
    world.chosen = new ChosenPlacing(Placing.PARALLEL, "as scripted");

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans).hasSize(1);
  }

  /**
   * Nobody said what became of the first wave: what is stored of it tells how the trade is placed,
   * and the orders that were held to be possible until then are given up.
   */
  @Test
  void learnsTheModeFromTheLedgerWhenTheAnswerWasLost() {
    world.entrySilent = true;

    Ending ending = run();

    assertThat(world.asked).contains(entry("stock"), entry("put"), entry("call"), COMBO);
    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans.subList(1, 3))
        .extracting(plan -> plan.refs().getFirst().toString())
        .containsExactly("lw1|twx-0001|put|E2", "lw1|twx-0001|call|E2");
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("PLACING_CHOSEN"))
        .hasSize(1);
  }

  @Test
  void sendsAgainInTheSameMode() {
    world.lost.add(entry("stock"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    EntryPlan again = world.plans.get(1);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.legNames()).containsExactly("stock");
    assertThat(again.request().placing()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(again.later()).containsExactly("put", "call");
  }

  @Test
  void aRecoveryAsksForWhateverMayHaveBeenPlacedOfAVanishedTrade() {
    new RecoverySaga(
            new Abandoned(TRADE, null, world.known(), "its workflow is gone"),
            world,
            Policy.DEFAULT)
        .run();

    assertThat(world.asked).contains(entry("stock"), entry("put"), entry("call"), COMBO);
  }

  private Ending run() {
    world.entryTakes = Duration.ofMillis(5);
    return new ExecutionSaga(TRADE, world, Policy.DEFAULT).run();
  }
}
