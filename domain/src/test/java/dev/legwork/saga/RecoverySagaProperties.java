package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trades that are cut off anywhere, recoveries too, and executions that come late. */
class RecoverySagaProperties {
  private static final ExecutionRequest FIVE_UNITS = Conversion.unwinding(5, "69.72");

  @Property(tries = 500)
  void whereverItIsCutOffTheEndingIsWhatTheVenueHolds(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedWorld world = world(random);
    world.terminatedAt = ScriptedWorld.START.plusMillis(1 + random.nextInt(20_000));
    Ending ending = unlessCutOff(() -> new ExecutionSaga(FIVE_UNITS, world, Policy.DEFAULT).run());
    for (int cuts = random.nextInt(3); cuts > 0; cuts--) {
      world.terminatedAt = world.now().plusMillis(1 + random.nextInt(5_000));
      Ending former = ending;
      Ending next = unlessCutOff(() -> recover(world, former));
      ending = next == null ? ending : next;
    }
    world.terminatedAt = null;

    assertTrue(recover(world, ending), world);
    assertThat(world.known().placed()).extracting(PlacedOrder::ref).doesNotHaveDuplicates();
  }

  @Property(tries = 500)
  void whateverComesAfterTheEndIsSettledOnce(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedWorld world = world(random);
    Ending ending = new ExecutionSaga(FIVE_UNITS, world, Policy.DEFAULT).run();
    for (int late = random.nextInt(3); late > 0; late--) {
      executeLate(world, random);
      ending = recover(world, ending);
      assertTrue(ending, world);
    }
    int orders = world.known().placed().size();

    Ending again = recover(world, ending);

    assertThat(again).isEqualTo(ending);
    assertThat(world.known().placed()).hasSize(orders);
  }

  /** N = κ·R + ρ, and ρ ≠ 0 exactly for RESIDUAL (invariant 1). */
  private static void assertTrue(Ending ending, ScriptedWorld world) {
    for (var leg : FIVE_UNITS.legs()) {
      BigDecimal held = world.positions.getOrDefault(leg.name(), BigDecimal.ZERO);
      BigDecimal kept =
          ending.keepsRequest() ? leg.action().signed(leg.quantity(5)) : BigDecimal.ZERO;
      BigDecimal residual =
          ending.residual().stream()
              .filter(r -> r.instrument().equals(Conversion.INSTRUMENTS.get(leg.name())))
              .map(Residual::position)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(held).as("%s of %s", leg.name(), ending).isEqualByComparingTo(kept.add(residual));
    }
  }

  private static ScriptedWorld world(Random random) {
    ScriptedWorld world = new ScriptedWorld();
    world.cancelTakes = Duration.ofMillis(random.nextInt(2_000));
    world.reactions = intent -> fills(intent, random);
    world.entrySilent = random.nextInt(4) == 0;
    world.absenceProvenAt = ScriptedWorld.START.plusMillis(random.nextInt(14_000));
    for (var leg : FIVE_UNITS.legs()) {
      if (random.nextInt(4) == 0) {
        world.lost.add(new OrderRef(FIVE_UNITS.id(), leg.name(), Purpose.ENTRY, 1));
      }
    }
    return world;
  }

  private static void executeLate(ScriptedWorld world, Random random) {
    List<PlacedOrder> entries =
        world.known().placed().stream()
            .filter(order -> order.ref().purpose() == Purpose.ENTRY)
            .toList();
    OrderIntent intent = entries.get(random.nextInt(entries.size())).intent();
    world.executes(intent, 1 + random.nextInt(intent.quantity().intValueExact()), Duration.ZERO);
    world.await(world.now());
  }

  private static List<Reaction> fills(OrderIntent intent, Random random) {
    int left = intent.quantity().intValueExact();
    List<Reaction> fills = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3) && left > 0; i++) {
      int quantity = random.nextBoolean() ? left : 1 + random.nextInt(left);
      left -= quantity;
      fills.add(new Reaction(Duration.ofMillis(random.nextInt(4_000)), quantity));
    }
    return fills;
  }

  private static Ending recover(ScriptedWorld world, Ending former) {
    return new RecoverySaga(
            new Abandoned(FIVE_UNITS, former, world.known(), "a test"), world, Policy.DEFAULT)
        .run();
  }

  private static Ending unlessCutOff(Supplier<Ending> saga) {
    try {
      return saga.get();
    } catch (ScriptedWorld.Terminated cutOff) {
      return null;
    }
  }
}
