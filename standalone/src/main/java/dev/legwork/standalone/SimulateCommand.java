package dev.legwork.standalone;

import dev.legwork.simulation.Campaign;
import dev.legwork.simulation.Coverage;
import dev.legwork.simulation.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The seeded simulation, over many seeds. */
@Command(
    name = "legwork simulate",
    mixinStandardHelpOptions = true,
    description =
        "Trades through worlds in which everything goes wrong that can, each decided by its seed:"
            + " the real saga, order desk, TWS codec and simulated gateway under a virtual clock."
            + " Exits 0 only if no invariant was violated in any of them.")
final class SimulateCommand implements Callable<Integer> {
  private static final int VIOLATED = 1;
  private static final long SECOND = 1_000_000_000L;

  @Option(names = "--seeds", description = "how many seeds (default ${DEFAULT-VALUE})")
  private long seeds = 1_000;

  @Option(names = "--from", description = "the first of them (default ${DEFAULT-VALUE})")
  private long from = 1;

  @Option(names = "--threads", description = "seeds at a time (default: one a processor)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--story", description = "tell what happened in each seed, good or not")
  private boolean story;

  @Spec private CommandSpec spec;

  private final Coverage coverage = new Coverage();
  private final List<Long> bad = new ArrayList<>();
  private long done;
  private long begun;
  private long told;

  @Override
  public Integer call() {
    Logs.silent();
    begun = System.nanoTime();
    told = begun;
    new Campaign(from, seeds, Math.max(1, threads), this::take).run();
    PrintWriter out = out();
    out.println(progress());
    for (Coverage.Topic topic : Coverage.Topic.values()) {
      tell(topic);
    }
    out.println(bad.isEmpty() ? "no violation" : "VIOLATED by seeds " + bad);
    out.flush();
    return bad.isEmpty() ? 0 : VIOLATED;
  }

  private void take(Outcome outcome) {
    done++;
    coverage.add(outcome.coverage());
    if (!outcome.isGood()) {
      bad.add(outcome.seed());
      explain(Campaign.shrink(outcome));
    } else if (story) {
      outcome.story().forEach(out()::println);
    }
    if (System.nanoTime() - told > 10 * SECOND) {
      told = System.nanoTime();
      out().println(progress());
    }
    out().flush();
  }

  private String progress() {
    double seconds = (System.nanoTime() - begun) / (double) SECOND;
    return String.format(
        Locale.ROOT,
        "%d of %d seeds from %d, %d violated, %.0f s, %.1f seeds/s",
        done,
        seeds,
        from,
        bad.size(),
        seconds,
        done / seconds);
  }

  private void explain(Outcome least) {
    PrintWriter out = out();
    out.println("SEED " + least.seed() + " violates; with these faults only it still does:");
    out.println("  " + least.kinds());
    least.story().forEach(line -> out.println("  " + line));
    least.violations().forEach(violation -> out.println("  VIOLATION " + violation));
    out.println("  again: ./legwork simulate --seeds=1 --from=" + least.seed());
  }

  private void tell(Coverage.Topic topic) {
    Map<String, Long> counts = coverage.of(topic);
    if (!counts.isEmpty()) {
      out().println(topic.name().toLowerCase(Locale.ROOT));
      counts.forEach((what, times) -> out().printf(Locale.ROOT, "  %9d  %s%n", times, what));
      coverage.never(topic).forEach(what -> out().printf("          0  %s  NEVER%n", what));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
