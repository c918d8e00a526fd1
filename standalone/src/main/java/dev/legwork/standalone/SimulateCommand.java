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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The seeded simulation, over many seeds. */
@Command(
    name = "./legwork simulate",
    mixinStandardHelpOptions = true,
    description =
        "Trades through worlds in which everything goes wrong that can, each decided by its seed:"
            + " the real saga, order desk, TWS codec and simulated gateway under a virtual clock."
            + " Exits 0 only if no invariant was violated in any of them.")
final class SimulateCommand implements Callable<Integer> {
  private static final int VIOLATED = 1;
  private static final int BAD_USAGE = 2;
  private static final long SECOND = 1_000_000_000L;

  @Option(names = "--seeds", description = "how many seeds (default ${DEFAULT-VALUE})")
  private long seeds = 1_000;

  @Option(names = "--from", description = "the first of them (default ${DEFAULT-VALUE})")
  private long from = 1;

  @Option(names = "--threads", description = "seeds at a time (default: one a processor)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--story", description = "tell what happened in each seed, good or not")
  private boolean story;

  @Option(names = "--coverage", description = "tell all that happened, and how often")
  private boolean all;

  @Spec private CommandSpec spec;

  private final Coverage coverage = new Coverage();
  private final List<Long> bad = new ArrayList<>();
  private long done;
  private long begun;
  private long told;

  @Override
  public Integer call() {
    Logs.silent();
    refuseNonsense();
    begun = System.nanoTime();
    told = begun;
    new Campaign(from, seeds, threads, this::take).run();
    PrintWriter out = out();
    out.println(progress());
    for (Coverage.Topic topic : Coverage.Topic.values()) {
      tell(topic);
    }
    if (!all) {
      out.println("(what happened how often: --coverage)");
    }
    out.println(bad.isEmpty() ? "no violation" : "VIOLATED by seeds " + bad);
    out.flush();
    return bad.isEmpty() ? 0 : VIOLATED;
  }

  /** A gate must not pass on nothing. */
  private void refuseNonsense() {
    require(seeds >= 1, "--seeds", seeds, "at least 1");
    require(from >= 0, "--from", from, "at least 0");
    require(from <= Long.MAX_VALUE - seeds, "--from", from, "at most " + (Long.MAX_VALUE - seeds));
    require(threads >= 1, "--threads", threads, "at least 1");
  }

  private void require(boolean right, String option, long value, String what) {
    if (!right) {
      throw new ParameterException(
          spec.commandLine(), "%s=%d: must be %s".formatted(option, value, what));
    }
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
    if (!all) {
      out().println(summary(topic, counts));
    } else if (!counts.isEmpty()) {
      out().println(topic.name().toLowerCase(Locale.ROOT));
      counts.forEach((what, times) -> out().printf(Locale.ROOT, "  %9d  %s%n", times, what));
      coverage.never(topic).forEach(what -> out().printf("          0  %s  NEVER%n", what));
    }
  }

  private String summary(Coverage.Topic topic, Map<String, Long> counts) {
    String never =
        coverage.never(topic).isEmpty() ? "" : ", NEVER " + String.join(" ", coverage.never(topic));
    return String.format(
        Locale.ROOT,
        "%-12s %d kinds, %d times%s",
        topic.name().toLowerCase(Locale.ROOT),
        counts.size(),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        never);
  }

  /** Runs it; the exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new SimulateCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(SimulateCommand::badUsage)
        .execute(arguments);
  }

  private static int badUsage(ParameterException e, String... arguments) {
    e.getCommandLine().getErr().println("legwork: " + e.getMessage());
    return BAD_USAGE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
