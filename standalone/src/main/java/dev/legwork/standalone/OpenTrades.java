package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a stop leaves to the next start: the trades that have not ended. */
final class OpenTrades {
  private static final Logger log = LoggerFactory.getLogger(OpenTrades.class);

  /** A stop is not held up for longer than that. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The default of {@code legwork.desk.good-till-grace}: GTD is so long after a trade's time. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int MOST = 20;
  private static final List<String> BEFORE_ORDERS =
      List.of("RECEIVED", "VALIDATED", "AWAITING_LOCK", "PREFLIGHT");
  private static final List<String> WITH_ORDERS =
      List.of("PLACING", "WORKING", "COMPLETING", "HEDGING", "UNWINDING", "WAITING_MARKET");

  private static final List<String> PLACED = List.of("PLACING", "WORKING");

  private OpenTrades() {}

  /** Tells of every one, a line each; of nothing if the api does not say so in time. */
  static void tell(String api, Consumer<String> console) {
    CompletableFuture<List<String>> asking = new CompletableFuture<>();
    Thread.ofVirtual().name("open-trades").start(() -> ask(api, asking));
    try {
      asking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).forEach(console);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      log.info("stopping without having heard which trades are open: {}", e.toString());
    }
  }

  private static void ask(String api, CompletableFuture<List<String>> answer) {
    try {
      JsonHttp http = new JsonHttp(api);
      List<String> lines = new ArrayList<>();
      for (String state : WITH_ORDERS) {
        in(http, state).forEach(one -> lines.add(line(http, one)));
      }
      for (String state : BEFORE_ORDERS) {
        in(http, state)
            .forEach(one -> lines.add(named(one) + "; nothing was sent, it goes on then"));
      }
      answer.complete(lines);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private static List<JsonNode> in(JsonHttp http, String state) {
    JsonNode list = http.get("/api/executions?limit=" + MOST + "&state=" + state).json();
    List<JsonNode> all = new ArrayList<>();
    list.path("executions").forEach(all::add);
    return all;
  }

  private static String line(JsonHttp http, JsonNode one) {
    String entries =
        brokersEnd(http.get("/api/executions/" + one.path("id").asText()).json())
            .map(end -> "; its entry orders end at the broker by " + end)
            .orElse("");
    return named(one) + entries;
  }

  private static String named(JsonNode one) {
    return "%s is %s; nobody watches it until the next start"
        .formatted(one.path("id").asText(), one.path("state").asText());
  }

  /** When the broker ends entry orders by itself; empty where that cannot be told. */
  private static Optional<Instant> brokersEnd(JsonNode view) {
    try {
      Duration total = Duration.parse(view.at("/timeouts/total").asText());
      Instant placed = null;
      for (JsonNode entry : view.path("timeline")) {
        if (PLACED.contains(entry.path("event").asText())) {
          placed = Instant.parse(entry.path("at").asText());
        }
      }
      return Optional.ofNullable(placed)
          .map(at -> at.plus(total).plus(GRACE).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
