package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExecutionSagaProperties {
  private static final ExecutionRequest FIVE_UNITS = Conversion.units(5, "69.72");

  @Property(tries = 500)
  void whateverFillsTheEndingIsWhatTheVenueHolds(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedWorld world = new ScriptedWorld();
    world.cancelTakes = Duration.ofMillis(random.nextInt(2_000));
    world.reactions = intent -> randomFills(intent, random);

    Ending ending = new ExecutionSaga(FIVE_UNITS, world, Policy.DEFAULT).run();

    for (var leg : FIVE_UNITS.legs()) {
      var held = world.positions.getOrDefault(leg.name(), Conversion.d("0"));
      switch (ending.state()) {
        case COMMITTED ->
            assertThat(held).isEqualByComparingTo(leg.action().signed(leg.quantity(5)));
        case UNWOUND, NOT_FILLED -> assertThat(held).isZero();
        case RESIDUAL -> assertThat(held).isEqualByComparingTo(residual(ending, leg.name()));
        default -> throw new AssertionError("unexpected ending " + ending);
      }
    }
    assertThat(world.commands).endsWith("finish " + ending.state(), "release 7");
  }

  private static java.math.BigDecimal residual(Ending ending, String leg) {
    return ending.residual().stream()
        .filter(r -> r.instrument().equals(Conversion.INSTRUMENTS.get(leg)))
        .map(Residual::position)
        .findFirst()
        .orElse(java.math.BigDecimal.ZERO);
  }

  /** Up to three fills that never exceed the order; unwinding orders fill more willingly. */
  private static List<Reaction> randomFills(OrderIntent intent, Random random) {
    int left = intent.quantity().intValueExact();
    List<Reaction> fills = new ArrayList<>();
    boolean willing = intent.ref().purpose() == Purpose.UNWIND && random.nextInt(4) > 0;
    if (willing || random.nextInt(3) == 0) {
      return List.of(new Reaction(Duration.ofMillis(random.nextInt(900)), left));
    }
    for (int i = 0; i < random.nextInt(4) && left > 0; i++) {
      int quantity = 1 + random.nextInt(left);
      left -= quantity;
      fills.add(new Reaction(Duration.ofMillis(random.nextInt(17_000)), quantity));
    }
    return fills;
  }
}
