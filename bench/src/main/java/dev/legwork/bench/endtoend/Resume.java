package dev.legwork.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How long a trade waits for a worker that is new: {@code kill -9} with one leg filled, then from
 * the end of JVM and Spring start to the first order that the gateway receives, which takes that
 * leg back. Cancels are not seen; there are none to send when the other legs expired in the
 * meantime. Arguments: {@code --api=URL --control=URL --home=FOLDER --times=N}.
 */
public final class Resume {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SPRING_DONE = "Started WorkerApplication";
  private static final String RUNNING = "running, accounts";

  private final House house;
  private final Path home;
  private final int times;
  private final Samples start = new Samples();
  private final Samples resume = new Samples();
  private final Samples sessions = new Samples();

  private Resume(Map<String, String> options) throws Exception {
    this.house = new House(options.get("api"), options.get("control"));
    this.home = Path.of(options.get("home"));
    this.times = Integer.parseInt(options.getOrDefault("times", "5"));
  }

  /** Prints one row; exits 0 when every trade was resumed and unwound. */
  public static void main(String... arguments) throws Exception {
    new Resume(Options.of(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    for (int i = 0; i < times; i++) {
      resumeOne("bench-resume-" + System.nanoTime(), "DU10000%02d".formatted(1 + i % 10));
    }
    System.out.println("| what | measured, median | beside it, same run |");
    System.out.println("|---|---|---|");
    System.out.printf(
        Locale.ROOT,
        "| worker started → first order of the resumed trade at the gateway | %.0f ms (n=%d) |"
            + " process start → started (JVM, Spring): %.0f ms; running → first order: %.0f ms |%n",
        resume.percentile(50),
        resume.count(),
        start.percentile(50),
        sessions.percentile(50));
  }

  private void resumeOne(String id, String account) throws Exception {
    house.quote();
    house.api.post("/api/executions", house.requestOfWhichOnlyTheStockFills(id, account));
    await(id + "'s stock is filled", () -> filled(id));
    Instant killed = Instant.now();
    killWorker();
    JsonNode first =
        await("the first order of " + id + " after the kill", () -> firstAfter(killed, id));
    Instant received = Instant.EPOCH.plus(first.path("receivedAt").asLong(), ChronoUnit.MICROS);
    Instant started = await("the worker's start", () -> logged(SPRING_DONE, killed));
    Instant running = await("the worker runs", () -> logged(RUNNING, killed));
    start.addNanos(Duration.between(workerStarted(), started).toNanos());
    resume.addNanos(Duration.between(started, received).toNanos());
    sessions.addNanos(Duration.between(running, received).toNanos());
    await(id + " is unwound", () -> unwound(id));
  }

  private Optional<JsonNode> filled(String id) throws IOException, InterruptedException {
    return house.ordersOf(id).stream()
        .filter(order -> order.path("state").asText().equals("Filled"))
        .findFirst();
  }

  private Optional<JsonNode> firstAfter(Instant killed, String id)
      throws IOException, InterruptedException {
    long after = ChronoUnit.MICROS.between(Instant.EPOCH, killed);
    return house.ordersOf(id).stream()
        .filter(order -> order.path("receivedAt").asLong() > after)
        .min(
            (a, b) ->
                Long.compare(
                    a.path("receivedAtNanos").asLong(), b.path("receivedAtNanos").asLong()));
  }

  private Optional<String> unwound(String id) throws IOException, InterruptedException {
    String state = house.api.get("/api/executions/" + id).path("state").asText();
    return Optional.of(state).filter("UNWOUND"::equals);
  }

  private ProcessHandle worker() throws IOException {
    List<String> lines = Files.readAllLines(home.resolve("run").resolve("worker.pid"));
    return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
  }

  private Instant workerStarted() throws IOException {
    return worker().info().startInstant().orElseThrow();
  }

  private void killWorker() throws IOException {
    ProcessHandle worker = worker();
    worker.destroyForcibly();
    worker.onExit().join();
  }

  /** When the worker of the moment wrote such a line. */
  private Optional<Instant> logged(String text, Instant after) throws IOException {
    return Files.readAllLines(home.resolve("logs").resolve("worker.log")).stream()
        .filter(line -> line.contains(text))
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
        .filter(after::isBefore)
        .findFirst();
  }

  private static <T> T await(String what, Callable<Optional<T>> question) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> answer = question.call();
    while (answer.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain: " + what);
      }
      Thread.sleep(20);
      answer = question.call();
    }
    return answer.get();
  }
}
