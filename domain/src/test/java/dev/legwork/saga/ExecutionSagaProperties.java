package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExecutionSagaProperties {
  @Property(tries = 2_000)
  void whateverFillsTheEndingIsWhatTheVenueHolds(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedWorld world = new ScriptedWorld();
    world.cancelTakes = Duration.ofMillis(random.nextInt(2_000));
    world.reactions = intent -> randomFills(intent, random);

    ExecutionRequest request = trade(random);
    if (random.nextInt(3) == 0) {
      world.sizes =
          new OrderSizes(
              Conversion.d("" + (1 + random.nextInt(6))),
              Conversion.d("" + (80 + random.nextInt(500))));
    }
    InvariantWatch watch = new InvariantWatch(violation -> {});
    world.watched = new WatchedVenue(watch, request);
    Ending ending = new ExecutionSaga(request, world, Policy.DEFAULT).run();

    assertThat(watch.violations()).as("2, 3, 4, 6, 7, 8 at every step").isEmpty();
    int units = ending.units() == null ? 5 : ending.units();
    for (var leg : request.legs()) {
      var held = world.positions.getOrDefault(leg.name(), Conversion.d("0"));
      switch (ending.state()) {
        case COMMITTED ->
            assertThat(held).isEqualByComparingTo(leg.action().signed(leg.quantity(units)));
        case UNWOUND, NOT_FILLED -> assertThat(held).isZero();
        case RESIDUAL -> assertThat(held).isEqualByComparingTo(residual(ending, leg.name()));
        default -> throw new AssertionError("unexpected ending " + ending);
      }
    }
    if (request.pricing() == Pricing.MARKET) {
      assertThat(ending.timeline())
          .filteredOn(line -> line.event().startsWith("DECIDED_"))
          .first()
          .satisfies(line -> assertThat(line.at()).isBefore(ScriptedWorld.START.plusSeconds(4)));
    }
    assertThat(world.commands).endsWith("finish " + ending.state(), "release 7");
    assertThat(world.plans).allSatisfy(ExecutionSagaProperties::isForTheRemainder);
  }

  /** Placed, priced and settled in any of the ways there are. */
  private static ExecutionRequest trade(Random random) {
    List<Placing> placings = List.of(Placing.PARALLEL, Placing.HEDGE_FIRST, Placing.SEQUENTIAL);
    List<ExecutionRequest> policies =
        List.of(
            Conversion.units(5, "69.72"),
            Conversion.unwinding(5, "69.72"),
            Conversion.keeping(5, "69.72"));
    return Conversion.with(
        policies.get(random.nextInt(policies.size())),
        placings.get(random.nextInt(placings.size())),
        Pricing.values()[random.nextInt(Pricing.values().length)]);
  }

  private static void isForTheRemainder(EntryPlan plan) {
    for (RequestedLeg leg : plan.legs()) {
      assertThat(plan.quantity(leg)).isPositive().isLessThanOrEqualTo(leg.quantity(5));
    }
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
