package dev.legwork.simulation;

import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.saga.Ending;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.simulation.Coverage.Topic;
import dev.legwork.simulation.check.Occasions;
import dev.legwork.simulation.check.ResetWatch;
import dev.legwork.simulation.fault.FaultKind;
import java.util.List;
import java.util.function.Predicate;

/** Counts what happened in a world. */
final class WorldCensus {
  private final World world;
  private final Coverage coverage = new Coverage();

  WorldCensus(World world) {
    this.world = world;
  }

  /** The census of what has happened up to now. */
  Coverage taken() {
    world
        .trades()
        .trades()
        .forEach(
            trade -> {
              Ending ending = trade.ending();
              coverage.count(Topic.ENDINGS, ending == null ? "none" : ending.state().name(), 1);
              TradeBook.of(trade.request())
                  .with(trade.known())
                  .chosen()
                  .ifPresent(chosen -> coverage.count(Topic.CHOICES, chosen.mode().name(), 1));
              if (ending != null && ending.reason() != null) {
                coverage.count(Topic.REASONS, ending.reason().code().name(), 1);
                if (ending.reason().code() == ReasonCode.VANISHED
                    && !trade.known().placed().isEmpty()) {
                  coverage.count(Topic.SUMS, "vanished " + ending.state() + " with orders", 1);
                }
                if (ending.reason().code() == ReasonCode.HEDGE_SIZE
                    && ending.state() != TradeState.REJECTED) {
                  coverage.count(Topic.SUMS, "trades withdrawn for their hedge's size", 1);
                }
              }
            });
    world.trades().raised().forEach((code, times) -> coverage.count(Topic.ALERTS, code, times));
    world
        .workers()
        .forEach(w -> w.met().forEach((what, times) -> coverage.count(Topic.DESKS, what, times)));
    world
        .hits()
        .counts()
        .forEach((kind, times) -> coverage.count(Topic.FAULTS, kind.name(), times));
    world.workers().forEach(w -> w.crashes().forEach(at -> coverage.count(Topic.CRASHES, at, 1)));
    world.temporal().counted().forEach((what, times) -> counted(what, times));
    Occasions occasions = new Occasions(world.trades().rows(), world.journal());
    occasions.add("11 exposures that an alert had to tell", world.exposure().asked());
    occasions.add(
        "12 fences that were raised",
        world.desks().values().stream().filter(d -> d.fence() > 1).count());
    occasions.add("13 tokens fenced off", forcedReleases());
    occasions.add(
        "13 accounts that were stopped",
        world.desks().values().stream().mapToLong(desk -> desk.stops().size()).sum());
    occasions.add(
        "S6 entries before the end of a reset",
        world.reset().watch().map(ResetWatch::seen).orElse(0));
    occasions.counts().forEach((what, times) -> coverage.count(Topic.INVARIANTS, what, times));
    coverage.count(Topic.SUMS, "trades", world.ids().size());
    coverage.count(Topic.SUMS, "combos", count(OrderIntent::isCombo));
    coverage.count(Topic.SUMS, "children", count(intent -> intent.child() != null));
    coverage.count(
        Topic.FAULTS, FaultKind.C_ORDER_SIZES.name(), count(WorldCensus::isFirstOfSeveral));
    for (Purpose purpose : Purpose.values()) {
      coverage.count(
          Topic.SUMS,
          "orders split: " + purpose,
          count(intent -> isFirstOfSeveral(intent) && intent.ref().purpose() == purpose));
    }
    coverage.count(Topic.SUMS, "orders that never rest", count(OrderIntent::immediate));
    coverage.count(Topic.SUMS, "orders", world.journal().orders());
    coverage.count(Topic.SUMS, "fills", world.journal().fills());
    coverage.count(Topic.SUMS, "events", world.scheduler().happened());
    return coverage;
  }

  private static boolean isFirstOfSeveral(OrderIntent intent) {
    return intent.child() != null && intent.child() == 1;
  }

  private long count(Predicate<OrderIntent> which) {
    return world.trades().rows().stream()
        .flatMap(trade -> trade.orders().stream())
        .filter(order -> which.test(order.intent()))
        .count();
  }

  private long forcedReleases() {
    return world.workflows().locks().values().stream()
        .mapToLong(lock -> lock.forced().size())
        .sum();
  }

  private void counted(String what, long times) {
    for (Topic topic : List.of(Topic.VERDICTS, Topic.DIVERGENCES, Topic.DECISIONS)) {
      if (what.startsWith(topic.prefix())) {
        coverage.count(topic, what.substring(topic.prefix().length()), times);
        return;
      }
    }
    boolean isState = Topic.STATES.names().contains(what);
    coverage.count(isState ? Topic.STATES : Topic.STEPS, what, times);
  }
}
