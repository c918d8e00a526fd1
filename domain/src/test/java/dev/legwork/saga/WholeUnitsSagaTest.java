package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Some units were executed whole: they stay, where the request allows it. */
class WholeUnitsSagaTest {
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void keepsWholeUnitsAndReversesWhatIsBeyondThem() {
    fills(417, 5, 3);

    Ending ending = run(Conversion.keeping(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.units()).isEqualTo(3);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.PARTIAL_UNITS);
    assertThat(ending.reason().detail()).startsWith("3 of 5 units were executed whole; TIMEOUT");
    assertHeld("300", "3", "-3");
    assertThat(world.commands)
        .contains("UNWIND SELL 117 TWX @ 69.24", "UNWIND SELL 2 TWX 20140620 70P @ 1.10");
  }

  @Test
  void commitsAtOnceWhenNothingIsBeyondTheWholeUnits() {
    fills(200, 2, 2);

    Ending ending = run(Conversion.keeping(5, "69.72"));

    assertThat(ending.units()).isEqualTo(2);
    assertThat(world.states).doesNotContain(TradeState.UNWINDING);
  }

  @Test
  void unwindsAllWhenNoUnitIsWhole() {
    fills(500, 5, 0);

    assertThat(run(Conversion.keeping(5, "69.72")).state()).isEqualTo(TradeState.UNWOUND);
    assertHeld("0", "0", "0");
  }

  @Test
  void unwindsAllWhenTheRequestDoesNotAllowToKeepThem() {
    fills(417, 5, 3);

    assertThat(run(Conversion.unwinding(5, "69.72")).state()).isEqualTo(TradeState.UNWOUND);
  }

  @Test
  void keepsNothingOfATradeThatSomebodyCancelled() {
    fills(417, 5, 3);
    world.cancelAt = ScriptedWorld.START.plusMillis(500);

    Ending ending = run(Conversion.keeping(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertHeld("0", "0", "0");
  }

  @Test
  void namesAllThatIsHeldWhenWhatIsBeyondCannotBeClosed() {
    fills(417, 5, 3);
    world.quotes.put("stock", Conversion.quote(null, null, 0));

    Ending ending = run(Conversion.keeping(5, "69.72"));

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.units()).isNull();
    assertThat(ending.residual())
        .extracting(residual -> residual.position().toPlainString())
        .containsExactly("417", "3", "-3");
  }

  /** A late execution of a trade that kept some units is closed by itself, the units stay. */
  @Test
  void aRecoveryLeavesTheKeptUnitsAlone() {
    fills(300, 3, 3);
    ExecutionRequest request = Conversion.keeping(5, "69.72");
    Ending former = run(request);
    world.executes(entry("put", 5), 1, Duration.ZERO);
    world.await(world.now().plusSeconds(1));

    Ending settled =
        new RecoverySaga(
                new Abandoned(request, former, world.known(), "an execution came late"),
                world,
                Policy.DEFAULT)
            .run();

    assertThat(settled.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(settled.units()).isEqualTo(3);
    assertHeld("300", "3", "-3");
  }

  private static OrderIntent entry(String leg, int units) {
    return Conversion.entries(Conversion.keeping(units, "69.72")).stream()
        .map(order -> order.intent())
        .filter(intent -> intent.ref().leg().equals(leg))
        .findFirst()
        .orElseThrow();
  }

  private void fills(int stock, int put, int call) {
    Map<String, Integer> executed = Map.of("stock", stock, "put", put, "call", call);
    world.reactions =
        intent -> {
          int quantity =
              intent.ref().purpose() == Purpose.ENTRY
                  ? executed.get(intent.ref().leg())
                  : intent.quantity().intValueExact();
          return quantity == 0
              ? List.of()
              : List.of(new Reaction(Duration.ofMillis(100), quantity));
        };
  }

  private void assertHeld(String stock, String put, String call) {
    assertThat(world.positions.get("stock")).isEqualByComparingTo(stock);
    assertThat(world.positions.get("put")).isEqualByComparingTo(put);
    assertThat(world.positions.getOrDefault("call", Conversion.d("0"))).isEqualByComparingTo(call);
  }

  private Ending run(ExecutionRequest request) {
    return new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }
}
