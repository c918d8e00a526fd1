package dev.legwork.simulation;

import dev.legwork.invariant.Moment;
import dev.legwork.invariant.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets one world live: first with faults, under which it must do nothing wrong; then without, until
 * every trade has ended, which must not take longer than the bound; then what both sides hold is
 * compared.
 */
public final class SeedRun {
  /** After the last fault every trade has ended within so long. */
  static final Duration BOUND = Duration.ofMinutes(12);

  private static final Duration TAIL = Duration.ofSeconds(40);
  private static final long MOST_EVENTS = 2_000_000;

  private final World world;
  private final List<String> violations = new ArrayList<>();

  private SeedRun(Setting setting) {
    world = new World(setting);
  }

  /** What comes of a seed. */
  public static Outcome of(Setting setting) {
    SeedRun run = new SeedRun(setting);
    try {
      run.live();
    } catch (RuntimeException | StackOverflowError e) {
      run.violations.add("the world broke: " + trace(e));
    } finally {
      run.world.close();
    }
    return run.outcome(setting);
  }

  private void live() {
    world.open();
    run(world.scheduler().now() + world.faults().window().toNanos(), false);
    world.faults().heal();
    Instant healed = world.clock().wall();
    run(world.scheduler().now() + BOUND.toNanos(), true);
    if (!world.isQuiet()) {
      violations.add(
          "invariant 10: " + world.unfinished() + ", " + BOUND + " after the last fault");
    }
    run(world.scheduler().now() + TAIL.toNanos(), false);
    world
        .judge()
        .judge(
            world.gateway().venue().brokerage().ledger(),
            Moment.healthy(world.clock().wall(), healed))
        .forEach(violation -> violations.add(violation.toString()));
  }

  private void run(long until, boolean untilQuiet) {
    while (world.scheduler().step(until)) {
      world.story().mix(world.scheduler().now());
      if (world.scheduler().happened() > MOST_EVENTS) {
        throw new IllegalStateException("the world does not come to rest");
      }
      if (untilQuiet && world.scheduler().happened() % 16 == 0 && world.isQuiet()) {
        return;
      }
    }
  }

  private Outcome outcome(Setting setting) {
    List<String> found =
        new ArrayList<>(world.watch().violations().stream().map(Violation::toString).toList());
    found.addAll(world.wrongs());
    violations.stream().filter(one -> !found.contains(one)).forEach(found::add);
    return new Outcome(
        setting.seed(),
        world.story().hash(),
        found,
        world.story().lines(),
        world.faults().kinds(),
        world.census());
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
