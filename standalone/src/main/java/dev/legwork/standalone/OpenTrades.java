package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a stop leaves to the next start: the trades that have not ended. */
final class OpenTrades {
  private static final Logger log = LoggerFactory.getLogger(OpenTrades.class);

  /** A stop is not held up for longer than that. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int MOST = 20;

  /** What the asking thread hands over: a line, or that there are no more. */
  private sealed interface Told {
    record Line(String text) implements Told {}

    record End() implements Told {}

    record Failed(RuntimeException why) implements Told {}
  }

  private final JsonHttp http;
  private final Duration grace;
  private final Duration patience;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  private OpenTrades(JsonHttp http, Duration grace, Duration patience) {
    this.http = http;
    this.grace = grace;
    this.patience = patience;
  }

  /**
   * Tells of every one, a line each, as soon as it is known; and says so if not all are known in
   * time, so that silence means that none is open.
   *
   * @param grace {@code legwork.desk.good-till-grace} of the worker
   */
  static void tell(String api, Duration grace, Consumer<String> console) {
    tell(api, grace, PATIENCE, console);
  }

  /**
   * The same for a stop that may be held up for another time.
   *
   * @param patience for all answers together
   */
  static void tell(String api, Duration grace, Duration patience, Consumer<String> console) {
    OpenTrades trades = new OpenTrades(new JsonHttp(api), grace, patience);
    Thread.ofVirtual().name("open-trades").start(trades::ask);
    try {
      trades.print(console);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.accept("which trades are open was not asked to the end");
    }
  }

  private void print(Consumer<String> console) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean some = false;
    Told next = next(deadline);
    while (next instanceof Told.Line(String text)) {
      console.accept(text);
      some = true;
      next = next(deadline);
    }
    if (next instanceof Told.End) {
      return;
    }
    log.info(
        "stopping without having heard which trades are open: {}",
        next instanceof Told.Failed(RuntimeException why) ? why.toString() : "no answer in time");
    console.accept("which " + (some ? "other " : "") + "trades are open could not be found out");
  }

  /** Null once the time is over. */
  private Told next(long deadline) throws InterruptedException {
    return told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** In the order of a trade's life: one that goes on meanwhile is told twice, never missed. */
  private void ask() {
    try {
      for (TradeState state : TradeState.values()) {
        if (!state.isEnding()) {
          ask(state);
        }
      }
      told.add(new Told.End());
    } catch (RuntimeException e) {
      told.add(new Told.Failed(e));
    }
  }

  private void ask(TradeState state) {
    String path = "/api/executions?limit=" + MOST + "&state=" + state;
    JsonNode page =
        body(http.get(path))
            .filter(body -> body.path("executions").isArray())
            .orElseThrow(() -> new IllegalStateException("no list of those " + state));
    for (JsonNode one : page.path("executions")) {
      String id = one.path("id").asText();
      JsonNode view = body(http.get("/api/executions/" + id)).orElse(MissingNode.getInstance());
      OpenTrade trade = new OpenTrade(id, state, view);
      if (!trade.isOver()) {
        told.add(new Told.Line(trade.line(grace)));
      }
    }
    if (page.path("nextCursor").isTextual()) {
      told.add(new Told.Line("and more are " + state));
    }
  }

  private static Optional<JsonNode> body(JsonHttp.Answer answer) {
    return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
  }
}
