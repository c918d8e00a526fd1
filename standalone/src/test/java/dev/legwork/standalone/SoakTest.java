package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.standalone.ProcessHouse.Part;
import dev.legwork.standalone.Soak.Begun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many trades while processes die at random, then a quiet hour's worth of trades to see whether
 * anything grows. {@code -Dsoak.trades}, {@code -Dsoak.minutes}, {@code -Dsoak.kill-every} (s),
 * {@code -Dsoak.quiet} (trades between the two looks at memory), {@code -Dsoak.seed}.
 */
@Tag("soak")
class SoakTest {

  private static final int TRADES = Integer.getInteger("soak.trades", 2000);
  private static final Duration AT_MOST =
      Duration.ofMinutes(Integer.getInteger("soak.minutes", 20));
  private static final int KILL_EVERY = Integer.getInteger("soak.kill-every", 30);
  private static final int QUIET = Integer.getInteger("soak.quiet", 400);
  private static final long SEED = Long.getLong("soak.seed", 1);
  private static final long GROWTH_MB = 50;

  @Test
  void losesAndDoublesNothingAndGrowsNowhere() throws Exception {
    try (ProcessHouse house = new ProcessHouse("soak")) {
      Soak soak = new Soak(house, SEED);
      long connections = connections(house);
      tradeWhileProcessesDie(soak);
      house.awaitAll();
      soak.trade(QUIET / 4, AT_MOST);
      Map<Part, Long> before = heaps(house);
      soak.trade(QUIET, AT_MOST);
      Map<Part, Long> after = heaps(house);
      Map<String, Integer> endings = judged(house, soak.begun());

      System.out.println(table(soak, endings, before, after, connections, connections(house)));
      before.forEach(
          (part, megabytes) ->
              assertThat(after.get(part) - megabytes)
                  .as("MB that %s grew by in %d trades", part, QUIET)
                  .isLessThan(GROWTH_MB));
      assertThat(connections(house)).as("connections").isLessThanOrEqualTo(connections + 3);
      assertThat(openTrades(house)).as("trades that still run").isZero();
    }
  }

  private static void tradeWhileProcessesDie(Soak soak) throws Exception {
    try (ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor()) {
      killer.scheduleAtFixedRate(soak::killOne, KILL_EVERY, KILL_EVERY, TimeUnit.SECONDS);
      soak.trade(TRADES, AT_MOST);
      killer.shutdownNow();
    }
  }

  private static Map<String, Integer> judged(ProcessHouse house, List<Begun> trades) {
    ChaosVerdict verdict = ChaosVerdict.atOnce(house);
    Map<String, Integer> endings = new TreeMap<>();
    for (Begun trade : trades) {
      verdict.check(trade.id(), trade.account());
      endings.merge(house.books().state(trade.id()), 1, Integer::sum);
    }
    return endings;
  }

  private static long connections(ProcessHouse house) {
    return Long.parseLong(
        house
            .books()
            .column(
                "select count(*)::text from pg_stat_activity where application_name like"
                    + " 'legwork%'")
            .getFirst());
  }

  private static long openTrades(ProcessHouse house) {
    return house.books().column("select id from execution where finished_at is null").size();
  }

  /** MB that live after a full collection. */
  private static Map<Part, Long> heaps(ProcessHouse house) throws Exception {
    return new TreeMap<>(
        Map.of(
            Part.WORKER, liveMegabytes(house.process(Part.WORKER)),
            Part.API, liveMegabytes(house.process(Part.API))));
  }

  private static long liveMegabytes(ProcessHandle process) throws Exception {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    Process histogram =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
    try (var lines = histogram.inputReader()) {
      String total =
          lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.strip().split("\\s+")[2]) >> 20;
    }
  }

  private static String table(
      Soak soak,
      Map<String, Integer> endings,
      Map<Part, Long> before,
      Map<Part, Long> after,
      long connectionsBefore,
      long connectionsAfter) {
    return """
    | what | measured |
    |---|---|
    | trades | %d |
    | endings | %s |
    | killed | %s |
    | MB alive after a full collection, before and after %d trades without kills | %s, %s |
    | connections to PostgreSQL, first and last | %d, %d |
    | lost or doubled | none |
    """
        .formatted(
            soak.begun().size(),
            endings,
            soak.kills(),
            QUIET,
            before,
            after,
            connectionsBefore,
            connectionsAfter);
  }
}
