package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trades that are cut off anywhere, recoveries too, and executions that come late. */
class RecoverySagaProperties {
  private static final ExecutionRequest FIVE_UNITS = Conversion.unwinding(5, "69.72");
  private static final ExecutionRequest HEDGED = Conversion.hedged(FIVE_UNITS);

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

  /**
   * Markets go away and come back, exposure is hedged, and the trade is cut off wherever it is, its
   * recoveries too.
   */
  @Property(tries = 1_000)
  void hedgesAndWaitsAreTakenOverWhereverTheyAreCutOff(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedWorld world = world(random);
    world.lost.clear();
    marketsGo(world, random);
    world.reactions = intent -> fillsWhileUndone(intent, random);
    InvariantWatch watch = new InvariantWatch(violation -> {});
    world.watched = new WatchedVenue(watch, HEDGED);
    boolean waiting = random.nextBoolean();
    world.terminatedAt =
        ScriptedWorld.START.plusMillis(5_000 + random.nextInt(waiting ? 1_200_000 : 45_000));
    Ending ending = unlessCutOff(() -> new ExecutionSaga(HEDGED, world, Policy.DEFAULT).run());
    for (int cuts = random.nextInt(3); cuts > 0; cuts--) {
      world.terminatedAt = world.now().plusMillis(1 + random.nextInt(60_000));
      Ending former = ending;
      Ending next = unlessCutOff(() -> recover(HEDGED, world, former));
      ending = next == null ? ending : next;
    }
    world.terminatedAt = null;

    Ending last = recover(HEDGED, world, ending);

    assertThat(watch.violations()).as("6, 7, 8, 11 at every step").isEmpty();
    assertTrue(last, world);
    assertThat(world.known().placed()).extracting(PlacedOrder::ref).doesNotHaveDuplicates();
    if (last.state() != TradeState.RESIDUAL) {
      assertThat(world.positions.getOrDefault("hedge", BigDecimal.ZERO)).isZero();
    }
  }

  private static void marketsGo(ScriptedWorld world, Random random) {
    world.quotes.put("hedge", Conversion.quotes().get("stock"));
    Map<Instant, Map<String, Quote>> again = new TreeMap<>();
    Instant at = ScriptedWorld.START;
    for (int times = random.nextInt(5); times >= 0; times--) {
      again.put(at, random.nextInt(3) == 0 ? quoted() : away(random));
      at = at.plusMillis(1_000 + random.nextInt(300_000));
    }
    again.put(at, quoted());
    world.quotedAgain = again;
  }

  private static Map<String, Quote> quoted() {
    Map<String, Quote> all = new HashMap<>(Conversion.quotes());
    all.put("hedge", all.get("stock"));
    return all;
  }

  private static Map<String, Quote> away(Random random) {
    Map<String, Quote> some = new HashMap<>(Map.of("call", Quote.none(), "put", Quote.none()));
    if (random.nextInt(4) == 0) {
      some.put("hedge", Quote.none());
      some.put("stock", Quote.none());
    }
    return some;
  }

  /** Not all legs of the trade fill; what reduces fills whole, in part or not at all. */
  private static List<Reaction> fillsWhileUndone(OrderIntent intent, Random random) {
    if (intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("put")) {
      return List.of();
    }
    return random.nextInt(5) == 0 ? List.of() : fills(intent, random);
  }

  /** N = κ·R + ρ, and ρ ≠ 0 exactly for RESIDUAL (invariant 1). */
  private static void assertTrue(Ending ending, ScriptedWorld world) {
    for (var leg : FIVE_UNITS.legs()) {
      BigDecimal hedged =
          leg.name().equals("stock")
              ? world.positions.getOrDefault("hedge", BigDecimal.ZERO)
              : BigDecimal.ZERO;
      BigDecimal held = world.positions.getOrDefault(leg.name(), BigDecimal.ZERO).add(hedged);
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
    return recover(FIVE_UNITS, world, former);
  }

  private static Ending recover(ExecutionRequest trade, ScriptedWorld world, Ending former) {
    return new RecoverySaga(
            new Abandoned(trade, former, world.known(), "a test"), world, Policy.DEFAULT)
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
